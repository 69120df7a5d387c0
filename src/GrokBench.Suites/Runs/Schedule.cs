using System.Collections.Immutable;
using System.Numerics;

namespace GrokBench.Suites.Runs;

/// <summary>
/// The steps at which a run is evaluated: step 0, the last step, and either every so many steps or so many per decade, evenly in the logarithm
/// and rounded to whole steps without repeats.
/// </summary>
/// <param name="PerDecade">Evaluations per factor of ten; 0 when <paramref name="Every"/> rules.</param>
/// <param name="Every">Steps between evaluations; 0 when <paramref name="PerDecade"/> rules. With both, the union.</param>
public sealed record Schedule(int PerDecade, int Every)
{
    /// <summary>
    /// The evaluation steps of a run of <paramref name="budget"/> steps, ascending. Schedules of different budgets agree on every step below both budgets.
    /// </summary>
    /// <param name="budget">At least 0, and with no more evaluations than an array has room for.</param>
    public ImmutableArray<long> Expand(long budget)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(budget);
        if (budget == 0) return [0];
        var steps = ImmutableArray.CreateBuilder<long>(checked((int)Count(budget)));
        steps.Add(0);
        var (multiple, index) = (Every > 0 ? (long)Every : budget, 0);
        for (var power = Power(index); Math.Min(multiple, power) is var step && step < budget;)
        {
            steps.Add(step);
            if (multiple == step) multiple += Every;
            while (power <= step) power = Power(++index);
        }

        steps.Add(budget);
        return steps.MoveToImmutable();

        long Power(int exponent) => PerDecade > 0 ? RoundedPower(exponent) : budget;
    }

    /// <summary>How many evaluation steps <see cref="Expand"/> gives, counted without making them.</summary>
    /// <param name="budget">At least 0.</param>
    public long Count(long budget)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(budget);
        if (budget == 0) return 1;
        var count = 2 + (Every > 0 ? (budget - 1) / Every : 0);
        if (PerDecade == 0) return count;

        // Powers are ascending, but the first few of them are rounded to the same steps; multiples are counted already.
        long last = 0;
        for (var index = 0; RoundedPower(index) is var step && step < budget; index++)
        {
            if (step > last && (Every == 0 || step % Every != 0)) count++;
            last = step;
        }

        return count;
    }

    /// <summary>
    /// 10^(index / PerDecade) to the nearest integer, the larger of two equally near. The estimate in floating point may differ between mathematical libraries;
    /// where that could matter, near a half, exact integers decide: m is right when (2m - 1)^n &lt;= 2^n 10^index &lt; (2m + 1)^n with n = PerDecade.
    /// </summary>
    private long RoundedPower(int index)
    {
        var estimate = Math.Pow(10, (double)index / PerDecade);
        var rounded = (long)Math.Round(estimate);
        if (Math.Abs(Math.Abs(estimate - rounded) - 0.5) > 1e-12 * estimate) return rounded;

        var target = BigInteger.Pow(2, PerDecade) * BigInteger.Pow(10, index);
        while (BigInteger.Pow(2 * rounded - 1, PerDecade) > target) rounded--;
        while (BigInteger.Pow(2 * rounded + 1, PerDecade) <= target) rounded++;
        return rounded;
    }
}
