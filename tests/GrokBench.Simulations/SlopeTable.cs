using GrokBench.Reports.Statistics;
using GrokBench.Tensors.Maths;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Simulations;

/// <summary>
/// How often the interval of a slope over four cells holds the true slope, -5 against ln of 0.4 to 0.7, with a budget that censors a share of the runs of the slowest cell.
/// </summary>
internal static class SlopeTable
{
    private static readonly double[] Axis = [.. new[] { 0.4, 0.5, 0.6, 0.7 }.Select(SpecialFunctions.Log)];

    private static readonly double[] Medians = [.. Axis.Select(x => -5 * x)];

    public static void Write(TextWriter output)
    {
        output.WriteLine("| quantile | censored in the slowest cell | seeds | holds the slope | lies above it | lies below it | an end is open | a cell is left out |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var quantile in new[] { 0.5, 0.9 })
        {
            foreach (var (censored, normal) in new[] { (0, double.PositiveInfinity), (10, 1.2815515655446004), (20, 0.8416212335729143) })
            {
                foreach (var seeds in new[] { 5, 8, 10 }) Row(output, quantile, censored, Medians[0] + (LogTimes.Deviation * normal), seeds);
            }
        }
    }

    private static void Row(TextWriter output, double quantile, int censored, double logBudget, int seeds)
    {
        var budget = double.IsFinite(logBudget) ? SpecialFunctions.Exp(logBudget) : double.PositiveInfinity;
        var (holding, above, below, open, leftOut) = (0, 0, 0, 0, 0);
        for (var set = 0; set < LogTimes.DataSets; set++)
        {
            var all = LogTimes.Draw(Medians, seeds, $"slope {seeds} {set}");
            int[] every = [.. Enumerable.Range(0, seeds)];
            int[] fitted = [.. Enumerable.Range(0, Axis.Length).Where(cell => LogQuantile(all[cell], budget, every, quantile).Exact)];
            if (fitted.Length < Axis.Length) leftOut++;
            double[] x = [.. fitted.Select(cell => Axis[cell])];
            var (low, high) = SeedBootstrap.Interval(
                new RandomStream(1, $"{set}"), seeds,
                drawn => LeastSquares.Slope(x, [.. fitted.Select(cell => LogQuantile(all[cell], budget, drawn, quantile))]), LogTimes.Draws).Ends;
            if (low > -5) above++;
            else if (high < -5) below++;
            else holding++;
            if (double.IsInfinity(low) || double.IsInfinity(high)) open++;
        }

        output.WriteLine(
            $"| {quantile} | {censored} % | {seeds} | {LogTimes.PerCent(holding)} | {LogTimes.PerCent(above)} | {LogTimes.PerCent(below)} | {LogTimes.PerCent(open)} | {LogTimes.PerCent(leftOut)} |");
    }

    private static Reading LogQuantile(double[] cell, double budget, IReadOnlyList<int> drawn, double quantile)
    {
        var found = Quantile.Of([.. drawn.Select(i => cell[i] <= budget ? Reading.Exactly(cell[i]) : Reading.MoreThan(budget))], quantile);
        return new(SpecialFunctions.Log(found.Low), SpecialFunctions.Log(found.High));
    }
}
