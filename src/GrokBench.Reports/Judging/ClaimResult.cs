using System.Collections.Immutable;
using GrokBench.Reports.Statistics;
using GrokBench.Suites;
using GrokBench.Suites.Claims;

namespace GrokBench.Reports.Judging;

/// <summary>A claim, what was found, and the numbers that decided it.</summary>
/// <param name="Predicate">The check in words and numbers: "t_gen / t_mem at least 10, per seed, in every cell".</param>
/// <param name="Verdict">Null for weak claims, which are shown without one, and for those that could not be decided.</param>
/// <param name="Sentence">What happened, in one sentence with its numbers.</param>
/// <param name="Estimates">The interval, or one per part or cell that was decided separately; the verdict follows from these.</param>
/// <param name="Cells">Every seed's value behind the estimates.</param>
/// <param name="Scaled">Differences of size to the paper's, such as <c>task.modulus 113 -> 53</c>.</param>
/// <param name="PredictedHours">Core-hours that the claim's missing runs would take; null when nothing is missing.</param>
/// <param name="Command">The command line that trains and decides this claim again.</param>
/// <param name="Warnings">What a careful reader should know: too few seeds, coarse evaluation, bimodal times, un-grokking.</param>
public sealed record ClaimResult(
    Claim Claim,
    string Predicate,
    Verdict? Verdict,
    string Sentence,
    ImmutableArray<Estimate> Estimates,
    ImmutableArray<CellEvidence> Cells,
    ImmutableArray<string> Scaled,
    double? PredictedHours,
    string Command,
    ImmutableArray<string> Warnings)
{
    /// <summary>Tasks that stand in for those whose files are missing, such as <c>digits for mnist</c>; empty where none does.</summary>
    public ImmutableArray<string> StandIns { get; init; } = [];

    /// <summary>Decided from runs with settings or seeds that are not the suite's own.</summary>
    public bool IsPilot { get; init; }

    /// <summary>Why it could not be decided, though its runs are there; null where it was.</summary>
    public string? Fault { get; init; }

    /// <summary>To be written after the verdict.</summary>
    public string Mark => (Claim.ChecksBench ? " (checks the bench)" : "") + RunGroup.MarkOf(StandIns, IsPilot);
}

/// <summary>A statistic with its interval, and what was predicted of it.</summary>
/// <param name="Label">What was estimated, with the cell where there are several: "t_gen / t_mem, addition[task.train=0.4]".</param>
/// <param name="Value">Median over seeds, or the statistic over cells. NaN when undefined.</param>
/// <param name="Low">Lower end of the interval; negative infinity when open.</param>
/// <param name="High">Upper end; positive infinity when open (censored: "&gt; T").</param>
/// <param name="Coverage">Nominal coverage of the interval, 0.9375 for the range of five seeds.</param>
/// <param name="AtLeast">Predicted lower bound, or null.</param>
/// <param name="AtMost">Predicted upper bound, or null.</param>
/// <param name="SeedsHolding">Seeds that satisfy the prediction themselves; null for statistics over cells.</param>
/// <param name="Seeds">Seeds with a value.</param>
/// <param name="Verdict">Of a check, reproduced or inconclusive: whether it is refuted is decided for all estimates of a claim
/// together.</param>
public sealed record Estimate(
    string Label, double Value, double Low, double High, double Coverage, double? AtLeast, double? AtMost, int? SeedsHolding, int Seeds, Verdict Verdict)
{
    /// <summary>Whether <see cref="Value"/> is the median itself or, where it falls on a censored seed, a bound of it.</summary>
    public Bound Bound { get; init; }

    /// <summary>
    /// Whether <see cref="Coverage"/> is what the interval's method aims at, and not what it is known to have: see docs/statistics.md for
    /// what it comes to.
    /// </summary>
    public bool IsNominal { get; init; }

    /// <summary>
    /// The share of the seeds that satisfy the prediction, with its exact interval, where a claim is about nearly all of them; else null.
    /// </summary>
    public ShareInterval? Share { get; init; }

    /// <summary>How probable the data are, at most, if the prediction is true. Null where there are too few seeds for a verdict.</summary>
    public double? Refutation { get; init; }

    /// <summary><see cref="Refutation"/> after Holm's correction over all estimates of the claim. Null until then.</summary>
    public double? Corrected { get; init; }
}

/// <summary>A cell's seeds as one check saw them.</summary>
/// <param name="Cell">Its name.</param>
/// <param name="Quantity">What the values are: "t_gen / t_mem".</param>
public sealed record CellEvidence(string Cell, string Quantity, ImmutableArray<SeedEvidence> Seeds);

/// <summary>One seed of a cell.</summary>
/// <param name="Run">Identity; null where the run is missing: failed, or not trained yet.</param>
/// <param name="Digest">Of its trajectory; null likewise.</param>
/// <param name="Value">The seed's value; at a censored seed the bound it exceeds. NaN when undefined.</param>
/// <param name="Bound">How the value relates to the true one.</param>
/// <param name="Holds">Whether this seed satisfies the prediction; null when it cannot be told.</param>
public sealed record SeedEvidence(ulong Seed, string? Run, string? Digest, double Value, Bound Bound, bool? Holds)
{
    public Reading Reading => Bound switch
    {
        Bound.None => Reading.Exactly(Value),
        Bound.Above => Reading.MoreThan(Value),
        Bound.Below => Reading.LessThan(Value),
        _ => Reading.Unknown,
    };
}
