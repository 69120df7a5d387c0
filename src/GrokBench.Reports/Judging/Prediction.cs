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
    /// Whether the interval of the median satisfies the prediction, told by rank: its k-th smallest end satisfies a bound exactly when
    /// fewer than k values do not, also
    /// where values are censored on the bound itself.
    /// </summary>
    public bool MedianHolds(IReadOnlyCollection<Reading> values)
    {
        var prediction = this;
        var rank = MedianInterval.Rank(values.Count);
        return AllBut(prediction.NotLow) && AllBut(prediction.NotHigh);

        bool AllBut(Func<Reading, bool> satisfied) => values.Count(value => !satisfied(value)) < rank;
    }

    /// <summary>The same where each seed says yes, no, or nothing (null): the median of +1 and -1.</summary>
    public static bool MedianHolds(IReadOnlyCollection<bool?> seeds) => seeds.Count(holds => holds != true) < MedianInterval.Rank(seeds.Count);

    /// <summary>Nothing could be estimated.</summary>
    public Estimate Undecided(string label) => new(
        label, double.NaN, double.NegativeInfinity, double.PositiveInfinity, SeedBootstrap.Coverage, AtLeast, AtMost, null, 0, Verdict.Inconclusive)
    {
        Bound = Bound.Unknown,
    };

    /// <summary>Whether a statistic over cells is reproduced by its interval.</summary>
    public Verdict Decide(double low, double high, int seeds) =>
        seeds >= LeastSeeds && (AtLeast is null || low >= AtLeast) && (AtMost is null || high <= AtMost) ? Verdict.Reproduced : Verdict.Inconclusive;

    /// <summary>
    /// How probable the data are, at most, if a statistic over cells satisfies the prediction. Null where there are too few seeds for a
    /// verdict.
    /// </summary>
    /// <param name="below">The probability if it is at least a bound.</param>
    /// <param name="above">The probability if it is at most a bound.</param>
    public double? Refutation(int seeds, Func<double, double> below, Func<double, double> above)
    {
        if (seeds < LeastSeeds) return null;
        var smallest = Math.Min(AtLeast is { } least ? below(least) : 1, AtMost is { } most ? above(most) : 1);
        return double.IsNaN(smallest) ? null : smallest;
    }

    private bool NotLow(Reading value) => AtLeast is null || value.Low >= AtLeast;

    private bool NotHigh(Reading value) => AtMost is null || value.High <= AtMost;

    // A bound is never reached itself: what is censored at 4000 exceeds 4000.
    private bool TooLow(Reading value) => value.High < AtLeast || (!value.Exact && value.High <= AtLeast);

    private bool TooHigh(Reading value) => value.Low > AtMost || (!value.Exact && value.Low >= AtMost);
}
