using GrokBench.Reports.Statistics;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Simulations;

/// <summary>Verdicts of <c>ordered</c>: reproduced; refuted where the smallest ratio's whole interval is below 1; refuted by a pair, uncorrected and corrected after Holm.</summary>
internal static class OrderTable
{
    public static void Write(TextWriter output)
    {
        output.WriteLine("| cells | seeds | truth | reproduced | refuted by the smallest ratio | by a pair, uncorrected | by a pair, Holm |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var cells in new[] { 3, 4, 6 })
        {
            foreach (var seeds in new[] { 5, 8, 10 })
            {
                Row(output, cells, seeds, "flat", [.. Enumerable.Repeat(0.0, cells)]);
                Row(output, cells, seeds, "factor 1.1", Rising(cells, 1.1));
                Row(output, cells, seeds, "factor 1.3", Rising(cells, 1.3));
                var reversed = Rising(cells, 1.3);
                (reversed[0], reversed[1]) = (reversed[1], reversed[0]);
                Row(output, cells, seeds, "factor 1.3, one pair reversed", reversed);
            }
        }
    }

    private static double[] Rising(int cells, double factor) => [.. Enumerable.Range(0, cells).Select(cell => cell * Math.Log(factor))];

    private static void Row(TextWriter output, int cells, int seeds, string truth, double[] logMedians)
    {
        var (reproduced, smallest, single, corrected) = (0, 0, 0, 0);
        for (var set = 0; set < LogTimes.DataSets; set++)
        {
            var times = LogTimes.Draw(logMedians, seeds, $"order {cells} {seeds} {truth} {set}");
            var order = NeighbourOrder.Of(new RandomStream(1, $"{set}"), seeds, cells - 1, drawn =>
            {
                var ratios = new Reading[cells - 1];
                var before = LogTimes.Median(times[0], drawn);
                for (var cell = 1; cell < cells; cell++)
                {
                    var median = LogTimes.Median(times[cell], drawn);
                    ratios[cell - 1] = Reading.Exactly(median / before);
                    before = median;
                }

                return ratios;
            }, LogTimes.Draws);
            if (order.Low > 1) reproduced++;
            if (order.High < 1) smallest++;

            // The smallest corrected value is the smallest value times the number of pairs.
            if (order.Reversal <= NearlyAll.Level * (cells - 1)) single++;
            if (order.Reversal <= NearlyAll.Level) corrected++;
        }

        output.WriteLine(
            $"| {cells} | {seeds} | {truth} | {LogTimes.PerCent(reproduced)} | {LogTimes.PerCent(smallest)} | {LogTimes.PerCent(single)} | {LogTimes.PerCent(corrected)} |");
    }
}
