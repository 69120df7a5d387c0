using GrokBench.Tensors.Maths;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Simulations;

/// <summary>Data sets of times, log-normal about a median per cell, with noise that a seed shares between its cells and noise of every run's own.</summary>
internal static class LogTimes
{
    /// <summary>Standard deviation of ln t in one cell, of which half the variance is the seed's.</summary>
    public const double Deviation = 0.33;

    /// <summary>Data sets per entry of a table: two standard errors are at most 3.2 points.</summary>
    public const int DataSets = 1000;

    /// <summary>Draws of a bootstrap, fewer than a claim's: an interval's end moves by less than the seeds move it.</summary>
    public const int Draws = 1000;

    /// <summary>One array per cell, a time per seed.</summary>
    public static double[][] Draw(double[] logMedians, int seeds, string name)
    {
        var stream = new RandomStream(0, name);
        var half = Deviation / Math.Sqrt(2);
        return
        [
            .. logMedians.Select((median, cell) => Enumerable.Range(0, seeds).Select(seed => SpecialFunctions.Exp(
                median + (half * stream.Normal((ulong)seed)) + (half * stream.Normal((ulong)(((cell + 1) * seeds) + seed))))).ToArray()),
        ];
    }

    public static double Median(double[] cell, IReadOnlyList<int> drawn)
    {
        var values = new double[drawn.Count];
        for (var i = 0; i < values.Length; i++) values[i] = cell[drawn[i]];
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    public static string PerCent(int count) => FormattableString.Invariant($"{100.0 * count / DataSets:0}");
}
