using System.Collections.Immutable;

namespace GrokBench.Suites.Planning;

/// <summary>
/// What a step takes on an engine, by its size. Small programs do fewer multiply-adds per second than large ones, so the time of a step is interpolated between
/// measured sizes instead of divided by one rate.
/// </summary>
public sealed class StepTimes
{
    private readonly ImmutableArray<StepTime> measured;

    /// <param name="measured">At least one, of float32 programs, in any order.</param>
    public StepTimes(IEnumerable<StepTime> measured)
    {
        this.measured = [.. measured.OrderBy(time => time.Operations)];
        if (this.measured.IsEmpty) throw new ArgumentException("a prediction needs at least one measured program", nameof(measured));
    }

    /// <summary>
    /// Seconds that one step of so many multiply-adds takes: linear between measured sizes, the smallest program's time below them
    /// (what is left is overhead), and the largest program's rate above them.
    /// </summary>
    public double Seconds(double operations)
    {
        var (first, last) = (measured[0], measured[^1]);
        if (operations <= first.Operations) return first.Seconds;
        if (operations >= last.Operations) return last.Seconds * (operations / last.Operations);

        var above = 1;
        while (measured[above].Operations < operations) above++;
        var (low, high) = (measured[above - 1], measured[above]);
        var share = (operations - low.Operations) / (high.Operations - low.Operations);
        return low.Seconds + share * (high.Seconds - low.Seconds);
    }
}
