using GrokBench.Reports.Statistics;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Simulations;

/// <summary>
/// How often the interval of a ratio of two onsets holds the true one. Each seed has an own onset, normal about the cell's, part of it shared by both sweeps; a seed reaches the event
/// at every grid value above its own.
/// </summary>
internal static class OnsetTable
{
    private static readonly double[] Grid = [.. Enumerable.Range(4, 7).Select(i => i / 20.0)];

    public static void Write(TextWriter output)
    {
        output.WriteLine("| onsets | deviation between seeds | seeds | holds the ratio | at most 1 reproduced | refuted | inconclusive |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (of, than) in new[] { (0.33, 0.33), (0.33, 0.38), (0.38, 0.33), (0.43, 0.28) })
        {
            foreach (var deviation in new[] { 0.02, 0.05 })
            {
                foreach (var seeds in new[] { 5, 8, 10 }) Row(output, of, than, deviation, seeds);
            }
        }
    }

    private static void Row(TextWriter output, double of, double than, double deviation, int seeds)
    {
        var (holding, reproduced, refuted) = (0, 0, 0);
        for (var set = 0; set < LogTimes.DataSets; set++)
        {
            var stream = new RandomStream(0, $"onset {of} {than} {deviation} {seeds} {set}");
            var half = deviation / Math.Sqrt(2);
            double Own(int sweep, int seed) => half * (stream.Normal((ulong)seed) + stream.Normal((ulong)((seeds * (sweep + 1)) + seed)));
            double[] left = [.. Enumerable.Range(0, seeds).Select(seed => of + Own(0, seed))], right = [.. Enumerable.Range(0, seeds).Select(seed => than + Own(1, seed))];
            var (low, high) = SeedBootstrap.Interval(
                new RandomStream(1, $"{set}"), seeds, drawn => Onset.Ratio(Find(left, drawn), Find(right, drawn)), LogTimes.Draws).Ends;
            if (low <= of / than && of / than <= high) holding++;
            if (high <= 1) reproduced++;
            else if (low >= 1) refuted++;
        }

        output.WriteLine(FormattableString.Invariant(
            $"| {of}, {than} | {deviation} | {seeds} | {LogTimes.PerCent(holding)} | {LogTimes.PerCent(reproduced)} | {LogTimes.PerCent(refuted)} | {LogTimes.PerCent(LogTimes.DataSets - reproduced - refuted)} |"));
    }

    private static Reading Find(double[] onsets, IReadOnlyList<int> drawn) =>
        Onset.Of(Grid, [.. Grid.Select(value => drawn.Count(i => onsets[i] <= value) / (double)drawn.Count)]);
}
