using GrokBench.Tensors.Maths;

namespace GrokBench.Reports.Statistics;

/// <summary>
/// How clearly a series rises twice with a pause between. Its rise from step t is its change until <see cref="Factor"/> times t; the
/// result is the largest, over three
/// steps of which each is at least so many times the one before, of the smaller of the outer two rises less the one between, where a fall
/// counts as none. A series that
/// rises once has at most 0, but for noise; one that rises by 0.3 twice, each within that factor and with a pause as long, has 0.3.
/// </summary>
public static class TwoRises
{
    /// <summary>Of steps, over which a rise is taken.</summary>
    public const double Factor = 1.5;

    /// <param name="steps">Ascending. Step 0 has no logarithm and is left out.</param>
    /// <param name="values">One for each step; between them the series is linear in the logarithm of the step.</param>
    /// <returns>NaN where a value is NaN, or where no three such steps are evaluated.</returns>
    public static double Of(ReadOnlySpan<long> steps, ReadOnlySpan<double> values)
    {
        if (steps.Length > 0 && steps[0] == 0) return Of(steps[1..], values[1..]);
        foreach (var value in values)
        {
            if (double.IsNaN(value)) return double.NaN;
        }

        var rises = Rises(steps, values);
        var largest = double.NaN;
        for (var between = 0; between < rises.Length; between++)
        {
            var (before, after) = (double.NaN, double.NaN);
            for (var other = 0; other < rises.Length; other++)
            {
                if (steps[between] >= Factor * steps[other]) before = Larger(before, rises[other]);
                if (steps[other] >= Factor * steps[between]) after = Larger(after, rises[other]);
            }

            largest = Larger(largest, Math.Min(before, after) - Math.Max(0, rises[between]));
        }

        return largest;
    }

    /// <summary>The rise from every step on whose end is evaluated too.</summary>
    private static double[] Rises(ReadOnlySpan<long> steps, ReadOnlySpan<double> values)
    {
        var rises = new List<double>();
        for (int from = 0, to = 0; from < steps.Length; from++)
        {
            var end = Factor * steps[from];
            while (to < steps.Length && steps[to] < end) to++;
            if (to == steps.Length) break;
            var share = (SpecialFunctions.Log(end) - SpecialFunctions.Log(steps[to - 1])) / (SpecialFunctions.Log(steps[to]) - SpecialFunctions.Log(steps[to - 1]));
            rises.Add(values[to - 1] + (share * (values[to] - values[to - 1])) - values[from]);
        }

        return [.. rises];
    }

    /// <summary>The larger of two of which NaN stands for none.</summary>
    private static double Larger(double a, double b) => a >= b || double.IsNaN(b) ? a : b;
}
