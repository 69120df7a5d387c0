using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Judging;

/// <summary>The numbers between which a statistic is predicted to lie, both included; null where that side is free.</summary>
public readonly record struct Prediction(double? AtLeast, double? AtMost)
{
    /// <summary>Seeds that a verdict needs.</summary>
    public const int LeastSeeds = 5;

    public override string ToString() => (AtLeast, AtMost) switch
    {
        ({ } least, { } most) => $"from {Figures.Write(least)} to {Figures.Write(most)}",
        ({ } least, null) => $"at least {Figures.Write(least)}",
        (null, { } most) => $"at most {Figures.Write(most)}",
        _ => "any",
    };

    /// <summary>Whether one value satisfies the prediction; null where what is known of it does not tell.</summary>
    public bool? Holds(Reading value)
    {
        if (NotLow(value) && NotHigh(value)) return true;
        return TooLow(value) || TooHigh(value) ? false : null;
    }

    /// <summary>
    /// Verdict of the interval of the median, told by rank: the interval's k-th smallest end satisfies a bound exactly when fewer than k values do not, also where
    /// values are censored on the bound itself.
    /// </summary>
    public Verdict Decide(IReadOnlyCollection<Reading> values)
    {
        if (values.Count < LeastSeeds) return Verdict.Inconclusive;
        var prediction = this;
        var rank = MedianInterval.Rank(values.Count);
        if (AllBut(prediction.NotLow) && AllBut(prediction.NotHigh)) return Verdict.Reproduced;
        return AllBut(prediction.TooLow) || AllBut(prediction.TooHigh) ? Verdict.Refuted : Verdict.Inconclusive;

        bool AllBut(Func<Reading, bool> satisfied) => values.Count(value => !satisfied(value)) < rank;
    }

    /// <summary>Verdict where each seed says yes, no, or nothing (null): the median of +1 and -1.</summary>
    public static Verdict Decide(IReadOnlyCollection<bool?> seeds)
    {
        if (seeds.Count < LeastSeeds) return Verdict.Inconclusive;
        var rank = MedianInterval.Rank(seeds.Count);
        if (seeds.Count(holds => holds != true) < rank) return Verdict.Reproduced;
        return seeds.Count(holds => holds != false) < rank ? Verdict.Refuted : Verdict.Inconclusive;
    }

    /// <summary>Verdict of a statistic over cells from its interval.</summary>
    public Verdict Decide(double low, double high, int seeds)
    {
        if (seeds < LeastSeeds) return Verdict.Inconclusive;
        if ((AtLeast is null || low >= AtLeast) && (AtMost is null || high <= AtMost)) return Verdict.Reproduced;
        return high < AtLeast || low > AtMost ? Verdict.Refuted : Verdict.Inconclusive;
    }

    private bool NotLow(Reading value) => AtLeast is null || value.Low >= AtLeast;

    private bool NotHigh(Reading value) => AtMost is null || value.High <= AtMost;

    // A bound is never reached itself: what is censored at 4000 exceeds 4000.
    private bool TooLow(Reading value) => value.High < AtLeast || (!value.Exact && value.High <= AtLeast);

    private bool TooHigh(Reading value) => value.Low > AtMost || (!value.Exact && value.Low >= AtMost);
}
