using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Reports.Html.Text;

namespace GrokBench.Reports.Html.Charts;

/// <summary>Equal distances for equal differences.</summary>
public sealed class LinearScale : Scale
{
    /// <summary>Of the range, the part to spare on each side of the values unless the caller says otherwise: one of so many.</summary>
    private const double UsualParts = 20;

    /// <summary>A range of no more than this part of its larger end is rounding, and has no numbers between its ends to mark.</summary>
    private const double Rounding = 1e-14;

    /// <summary>A range of no more than this has too few digits to be divided.</summary>
    private const double Smallest = 1e-300;

    private readonly double low;
    private readonly double high;

    /// <exception cref="ArgumentException">The domain is not finite, empty, or no wider than rounding.</exception>
    public LinearScale(double low, double high, double from, double to)
        : base(from, to)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || !IsWide(low, high))
            throw new ArgumentException($"not a domain: {low} to {high}", nameof(low));
        this.low = low;
        this.high = high;
        Ticks = [.. MakeTicks(low, high)];
    }

    public override ImmutableArray<Tick> Ticks { get; }

    /// <summary>
    /// A scale from below the smallest to above the largest finite value, with a part of the range to spare on each side. Whatever the
    /// values are there is one: around values that differ by no more than rounding it is as wide as a fifth of them, and without any it
    /// goes from 0 to 1.
    /// </summary>
    /// <param name="parts">The part of the range to spare: one of so many.</param>
    public static LinearScale Around(IEnumerable<double> values, double from, double to, double parts = UsualParts)
    {
        var (low, high) = Extent.Of(values) ?? (0, 1);

        // The range may lie beyond all numbers, as may the ends once they are widened.
        var spare = IsWide(low, high) ? Math.Min(high - low, double.MaxValue) / parts : Math.Max(Math.Abs(low) / 10, 1e-9);
        return new LinearScale(Math.Max(low - spare, double.MinValue), Math.Min(high + spare, double.MaxValue), from, to);
    }

    protected override double Share(double value) => (value / 2 - low / 2) / HalfRange(low, high);

    private static bool IsWide(double low, double high) =>
        high - low > Math.Max(Rounding * Math.Max(Math.Abs(low), Math.Abs(high)), Smallest);

    /// <summary>Half of the range never overflows, and has the digits of the whole.</summary>
    private static double HalfRange(double low, double high) => high / 2 - low / 2;

    /// <summary>About five ticks at multiples of 1, 2 or 5 times a power of ten.</summary>
    private static IEnumerable<Tick> MakeTicks(double low, double high)
    {
        var rough = 2 * (HalfRange(low, high) / 5);
        var exponent = (int)Math.Floor(Math.Log10(rough));
        var power = Math.Pow(10, exponent);
        var digit = (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        var (first, last) = (Math.Ceiling(low / (digit * power) - 1e-9), Math.Floor(high / (digit * power) + 1e-9));
        for (var k = (long)first; k <= (long)last; k++)
        {
            // Read from its decimal digits, so that 3 x 0.1 is 0.3.
            var value = double.Parse(string.Create(CultureInfo.InvariantCulture, $"{k * digit}e{exponent}"), CultureInfo.InvariantCulture);
            yield return new Tick(value, NumberText.Short(value));
        }
    }
}
