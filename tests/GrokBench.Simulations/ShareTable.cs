using GrokBench.Reports.Statistics;

namespace GrokBench.Simulations;

/// <summary>Exact, not simulated: verdicts of a check per seed by the seeds' true share, with the median alone and with the share, and how often one cell of many is refuted.</summary>
internal static class ShareTable
{
    private static readonly double[] Shares = [0.5, 0.6, 0.8, 0.9, 0.95, 1];

    public static void Write(TextWriter output)
    {
        output.WriteLine("| n | reproduced, median alone | with the share | refuted, median alone | with the share |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var n in new[] { 5, 8, 10, 11, 20, 80 })
            output.WriteLine($"| {n} | {n - MedianInterval.Rank(n) + 1} | {LeastReproduced(n)} | {MedianInterval.Rank(n) - 1} | {MostRefuted(n, 1)} |");
        output.WriteLine();

        output.WriteLine($"| n | rule | {string.Join(" | ", Shares.Select(share => FormattableString.Invariant($"p = {share}")))} |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var n in new[] { 5, 8, 10, 11, 20, 80 })
        {
            var rank = MedianInterval.Rank(n);
            output.WriteLine($"| {n} | median alone | {string.Join(" | ", Shares.Select(share => Pair(n - rank + 1, rank - 1, n, share)))} |");
            output.WriteLine($"| | with the share | {string.Join(" | ", Shares.Select(share => Pair(LeastReproduced(n), MostRefuted(n, 1), n, share)))} |");
        }

        output.WriteLine();
        output.WriteLine("| n | cells | median, p = 1/2: each cell at 5 % | Holm | share, p = 4/5: each cell at 5 % | Holm | found with Holm: median | share |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var n in new[] { 5, 8, 10 })
        {
            foreach (var cells in new[] { 1, 3, 6, 12 }) Cells(output, n, cells);
        }
    }

    private static void Cells(TextWriter output, int n, int cells)
    {
        double AnyOf(int most, double share) => 1 - Math.Pow(1 - Binomial.AtMost(most, n, share), cells);
        var median = Enumerable.Range(-1, n + 1).Last(k => SignTest.Refutation(n - k, n) <= NearlyAll.Level / cells);
        output.WriteLine(FormattableString.Invariant(
            $"| {n} | {cells} | {100 * AnyOf(MedianInterval.Rank(n) - 1, 0.5):0.0} | {100 * AnyOf(median, 0.5):0.0} | {100 * AnyOf(MostRefuted(n, 1), 0.8):0.0} | ") +
            FormattableString.Invariant(
            $"{100 * AnyOf(MostRefuted(n, cells), 0.8):0.0} | {100 * Binomial.AtMost(median, n, 0.2):0} | {100 * Binomial.AtMost(MostRefuted(n, cells), n, 0.2):0} |"));
    }

    private static int LeastReproduced(int n) =>
        Enumerable.Range(0, n + 1).First(k => n - k < MedianInterval.Rank(n) && NearlyAll.Observed(k, n));

    /// <summary>Fewest seeds that do not refute, less one; -1 where nothing refutes.</summary>
    private static int MostRefuted(int n, int cells) => Enumerable.Range(-1, n + 1).Last(k => NearlyAll.Refutation(n - k, n) <= NearlyAll.Level / cells);

    private static string Pair(int least, int most, int n, double share) =>
        FormattableString.Invariant($"{100 * (1 - Binomial.AtMost(least - 1, n, share)):0}, {100 * Binomial.AtMost(most, n, share):0}");
}
