using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Reports.Engines;

/// <summary>Steps at which an event happened, on two engines, paired by seed.</summary>
/// <param name="Here">Median over the pairs.</param>
/// <param name="There">Likewise.</param>
/// <param name="LogRatio">Of ln(there / here), per pair; an event that is censored on both has no ratio and keeps its place in the
/// ranks.</param>
/// <param name="Pairs">Seeds.</param>
/// <param name="Ties">Of them, those censored on both.</param>
public sealed record PairedTimes(Reading Here, Reading There, MedianInterval LogRatio, int Pairs, int Ties)
{
    /// <param name="pairs">At least one; steps from 1.</param>
    public static PairedTimes Of(IReadOnlyCollection<(Reading Here, Reading There)> pairs)
    {
        Reading[] ratios = [.. pairs.Select(pair => Log(pair.There / pair.Here))];
        return new PairedTimes(
            MedianInterval.MedianOf(pairs.Select(pair => pair.Here)), MedianInterval.MedianOf(pairs.Select(pair => pair.There)), MedianInterval.Of(ratios),
            pairs.Count, pairs.Count(pair => !pair.Here.Exact && !pair.There.Exact));
    }

    /// <summary>What may be said of the two.</summary>
    public Agreement Agreement
    {
        get
        {
            if (Ties == Pairs) return Agreement.NeverOnEither;
            if (Pairs < Prediction.LeastSeeds) return Agreement.TooFewSeeds;
            return LogRatio.Low <= 0 && LogRatio.High >= 0 ? Agreement.Agree : Agreement.Differ;
        }
    }

    private static Reading Log(Reading ratio) => new(ratio.Low > 0 ? SpecialFunctions.Log(ratio.Low) : double.NegativeInfinity, SpecialFunctions.Log(ratio.High));
}

/// <summary>Of the times of an event on two engines.</summary>
public enum Agreement
{
    /// <summary>The interval of the median log ratio holds 0.</summary>
    Agree,

    /// <summary>It does not.</summary>
    Differ,

    /// <summary>Fewer than five pairs allow no statement.</summary>
    TooFewSeeds,

    /// <summary>The event is censored in every run of both.</summary>
    NeverOnEither,
}
