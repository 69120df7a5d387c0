using GrokBench.Reports.Statistics;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Simulations;

/// <summary>
/// How often the interval of a spread holds the typical spread, its median over 4,001 further data sets of as many seeds.
/// </summary>
internal static class SpreadTable
{
    private const int Population = 4001;

    public static void Write(TextWriter output)
    {
        output.WriteLine($"fewest seeds with an upper end below 1: {Spread.LeastSeedsBelowOne}");
        output.WriteLine("| seeds | resamples with spread 1 | typical spread | holds it | lies above it | lies below it | upper end is 1 |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var seeds in new[] { 5, 6, 7, 8, 9, 10, 12, 15, 20, 40 }) Row(output, seeds);
    }

    private static void Row(TextWriter output, int seeds)
    {
        int[] every = [.. Enumerable.Range(0, seeds)];
        var typical = Quantile.Of([.. Enumerable.Range(0, Population).Select(set => Of(LogTimes.Draw([0], seeds, $"population {seeds} {set}")[0], every))], 0.5);
        var (holding, above, below, ones) = (0, 0, 0, 0);
        for (var set = 0; set < LogTimes.DataSets; set++)
        {
            var times = LogTimes.Draw([0], seeds, $"spread {seeds} {set}")[0];
            var (low, high) = SeedBootstrap.Interval(new RandomStream(1, $"{set}"), seeds, drawn => Of(times, drawn), LogTimes.Draws).Ends;
            if (low > typical.Low) above++;
            else if (high < typical.Low) below++;
            else holding++;
            if (high == 1) ones++;
        }

        output.WriteLine(FormattableString.Invariant(
            $"| {seeds} | {100 * Spread.ShareOfOnes(seeds):0.0} % | {typical.Low:0.00} | {LogTimes.PerCent(holding)} | {LogTimes.PerCent(above)} | {LogTimes.PerCent(below)} | {LogTimes.PerCent(ones)} |"));
    }

    private static Reading Of(double[] times, IReadOnlyList<int> drawn) => Reading.Exactly(drawn.Min(i => times[i]) / LogTimes.Median(times, drawn));
}
