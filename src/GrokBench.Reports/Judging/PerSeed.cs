using GrokBench.Reports.Statistics;
using GrokBench.Suites;
using GrokBench.Suites.Claims;

namespace GrokBench.Reports.Judging;

/// <summary>What all per-seed checks share: a number per seed, the interval of its median, the verdict by rank.</summary>
public sealed record PerSeed(Cell Cell, Estimate Estimate, CellEvidence Evidence)
{
    /// <param name="label">What is estimated.</param>
    /// <param name="quantity">What each seed's value is.</param>
    /// <param name="seeds">A value per seed; null where the run is missing.</param>
    public static PerSeed Of(
        string label, Cell cell, string quantity, IReadOnlyCollection<(SeedReadings Seed, Reading? Value)> seeds, Prediction prediction, Evidence evidence)
    {
        var values = seeds.Select(seed => seed.Value).OfType<Reading>().ToArray();
        return Of(
            label, cell, quantity, [.. seeds.Select(seed => (seed.Seed, seed.Value, seed.Value is { } value ? prediction.Holds(value) : null))], prediction,
            prediction.MedianHolds(values), evidence);
    }

    /// <summary>With each seed's answer given, for predicates that are more than a comparison of the shown value.</summary>
    /// <param name="reproduces">Whether the interval of the median satisfies the prediction.</param>
    /// <param name="ofNearlyAll">Whether the predicate is about nearly all seeds by its nature, as it is in every strong claim.</param>
    public static PerSeed Of(
        string label, Cell cell, string quantity, IReadOnlyCollection<(SeedReadings Seed, Reading? Value, bool? Holds)> seeds, Prediction shown, bool reproduces,
        Evidence evidence, bool ofNearlyAll = false)
    {
        var known = seeds.Where(seed => seed.Value is not null).ToArray();
        var values = known.Select(seed => seed.Value!.Value).ToArray();
        var interval = MedianInterval.Of(values);
        var (holding, violating) = (known.Count(seed => seed.Holds == true), known.Count(seed => seed.Holds == false));

        // Strong means nearly all seeds: the median alone says more than half.
        ofNearlyAll |= evidence.Strength == Strength.Strong;
        if (ofNearlyAll) reproduces &= NearlyAll.Observed(holding, known.Length);
        var estimate = new Estimate(
            label, interval.Median.Value, interval.Low, interval.High, interval.Coverage, shown.AtLeast, shown.AtMost,
            holding, values.Count(value => value.Bound != Bound.Unknown), known.Length >= Prediction.LeastSeeds && reproduces ? Verdict.Reproduced : Verdict.Inconclusive)
        {
            Bound = interval.Median.Bound,
            Share = ofNearlyAll ? ShareInterval.Of(holding, known.Length) : null,
            Refutation = known.Length < Prediction.LeastSeeds ? null
                : ofNearlyAll ? NearlyAll.Refutation(violating, known.Length)
                : SignTest.Refutation(violating, known.Length),
        };
        return new PerSeed(cell, estimate, new CellEvidence(cell.Name, quantity, [.. seeds.Select(seed => seed.Seed.Show(seed.Value, seed.Holds))]));
    }

    /// <summary>
    /// The same where something is to come late: half of the seeds or more must have reached the event, or nothing is known to have been delayed.
    /// </summary>
    public PerSeed Unless(LateEvent? late) => late is { IsReached: false } && Estimate.Verdict == Verdict.Reproduced ? this with { Estimate = Estimate with { Verdict = Verdict.Inconclusive } } : this;

    /// <summary><c>31 [24, 52]</c>.</summary>
    public static string Figure(Estimate estimate) => $"{Figures.Write(estimate.Value, estimate.Bound)} {Figures.Interval(estimate.Low, estimate.High)}";

    /// <summary><c>5 of 5 seeds at least 10</c>.</summary>
    public string Share(string predicate) =>
        FormattableString.Invariant($"{Estimate.SeedsHolding} of {Figures.Count(Evidence.Seeds.Count(seed => seed.Run is not null), "seed")} {predicate}{NotAll}");

    /// <summary>What is known of the share of all seeds, where some of those that were trained hold and some do not.</summary>
    private string NotAll => Estimate.Share is { Share: > 0 and < 1 } share
        ? FormattableString.Invariant($", {share.Share:0 %} [{share.Low:0 %}, {share.High:0 %}], where {NearlyAll.Share:0 %} are asked for")
        : "";

    /// <summary>The decision of a check that holds in every one of its cells.</summary>
    public static Decision InEvery(JudgedCheck check, IReadOnlyCollection<PerSeed> cells, string sentence, IEnumerable<CellEvidence> more, IEnumerable<string> warnings) => new(
        check.Text,
        sentence,
        [.. cells.Select(cell => cell.Estimate)],
        [.. cells.Select(cell => cell.Evidence), .. more],
        [.. warnings]);

    public static string Labelled(string label, string cell) => cell.Length == 0 ? label : $"{label}, {cell}";

    /// <summary><c>task.train=0.4: </c>, nothing for a cell that stands alone.</summary>
    public static string Lead(string cell) => cell.Length == 0 ? "" : $"{cell}: ";
}
