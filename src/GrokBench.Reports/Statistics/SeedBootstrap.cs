using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Reports.Statistics;

/// <summary>
/// Percentile bootstrap that resamples whole seeds: a seed that is drawn brings its run in every cell, so that what the cells of one seed
/// share is kept
/// (Efron and Tibshirani 1993, chapters 8 and 13).
/// </summary>
public static class SeedBootstrap
{
    public const int Draws = 10_000;

    /// <summary>Nominal coverage: from the 5th to the 95th percentile.</summary>
    public const double Coverage = 0.9;

    /// <param name="stream">Keyed by the claim, so that its interval never depends on what else is decided.</param>
    /// <param name="seeds">Number of seeds.</param>
    /// <param name="statistic">The statistic over the given seeds (indices below <paramref name="seeds"/>, as many, with
    /// repetition).</param>
    /// <param name="draws">How many; a multiple of 20.</param>
    public static BootstrapInterval Interval(RandomStream stream, int seeds, Func<IReadOnlyList<int>, Reading> statistic, int draws = Draws)
    {
        var lows = new double[draws];
        var highs = new double[draws];
        Each(stream, seeds, draws, (draw, drawn) => (lows[draw], highs[draw]) = statistic(drawn));
        return BootstrapInterval.Of(lows, highs);
    }

    /// <summary>Hands every draw's number and seeds to <paramref name="look"/>; the list is overwritten by the next draw.</summary>
    internal static void Each(RandomStream stream, int seeds, int draws, Action<int, IReadOnlyList<int>> look)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        var drawn = new int[seeds];
        for (var draw = 0; draw < draws; draw++)
        {
            for (var i = 0; i < seeds; i++) drawn[i] = stream.Below(((ulong)draw * (ulong)seeds) + (ulong)i, seeds);
            look(draw, drawn);
        }
    }
}
