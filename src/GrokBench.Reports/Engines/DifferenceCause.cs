using System.Collections.Immutable;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Quantities;
using GrokBench.Reports.Readings;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Engines;

/// <summary>
/// Why a claim has another verdict on another engine, as far as the evidence tells: other runs, runs that diverged on one side, or else
/// whether the two sides' intervals overlap. Both engines
/// have the same seeds, initial weights and batches, so what is left is rounding, which training may or may not amplify to as much as
/// seeds differ by.
/// </summary>
/// <param name="here">Name of the report's engine.</param>
/// <param name="there">Name of the other.</param>
internal sealed class DifferenceCause(string here, string there, Suite suite, ReadingTable results, ReadingTable others)
{
    /// <param name="runs">That the claim reads and that either engine trains.</param>
    public string Of(ClaimResult mine, ClaimResult other, ImmutableArray<(string Cell, ulong Seed)> runs)
    {
        var counts = EngineComparer.Count(runs, results, others);
        if (counts.Here == counts.Both && counts.There == counts.Both) return Same(mine, other, runs);

        var lead = $"not the same runs: of {Number(counts.All)}, {here} has {Number(counts.Here)} and {there} {Number(counts.There)}";
        if (counts.Both == 0) return lead;
        bool InBoth(string cell, ulong seed) => results.Find(cell, seed) is not null && others.Find(cell, seed) is not null;
        var (less, otherLess) = (Judged(mine.Claim, results.Where(InBoth)), Judged(mine.Claim, others.Where(InBoth)));
        return $"{lead}; " + (less.Verdict == otherLess.Verdict
            ? $"from the {Number(counts.Both)} that both have, both give {Word(less)}"
            : $"from the {Number(counts.Both)} that both have, {here} gives {Word(less)}, {there} {Word(otherLess)}, and {Same(less, otherLess, [.. runs.Where(run => InBoth(run.Cell, run.Seed))])}");
    }

    /// <summary>Where both sides have the same runs.</summary>
    private string Same(ClaimResult mine, ClaimResult other, ImmutableArray<(string Cell, ulong Seed)> runs)
    {
        var (diverged, divergedThere) = (Diverged(results), Diverged(others));
        var lead = diverged == divergedThere ? "" : $"{Number(diverged)} of {Figures.Count(runs.Length, "run")} diverged on {here}, {Number(divergedThere)} on {there}; ";
        return lead + Intervals(mine, other);

        int Diverged(ReadingTable table) => runs.Count(run => table.Read(run.Cell, run.Seed, RunPhase.Instance.Text) is { } phase && RunPhase.Of(phase) == Phase.Diverged);
    }

    private static string Intervals(ClaimResult mine, ClaimResult other)
    {
        var partners = other.Estimates.GroupBy(estimate => estimate.Label).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        (Estimate Mine, Estimate? Other)[] pairs = [.. mine.Estimates.Select(estimate => (estimate, partners.GetValueOrDefault(estimate.Label)))];

        // Parts that both sides decide alike do not make the difference.
        var deciding = pairs.Where(pair => pair.Other is null || pair.Mine.Verdict != pair.Other.Verdict).ToArray();
        if (deciding.Length == 0 || deciding.Any(pair => pair.Other is null || double.IsNaN(pair.Mine.Value) || double.IsNaN(pair.Other.Value)))
            return "the two sides have not the same numbers to compare";
        string[] apart = [.. deciding.Where(pair => !Overlap(pair.Mine, pair.Other!)).Select(pair => pair.Mine.Label)];
        if (apart.Length > 0) return $"the intervals are disjoint ({string.Join("; ", apart)}): more than the noise of seeds, to be looked into";
        return $"the intervals overlap{(deciding.Length > 1 ? $", all {Number(deciding.Length)} that are decided otherwise" : "")}: no more than the noise of seeds";
    }

    private static bool Overlap(Estimate a, Estimate b) => a.Low <= b.High && b.Low <= a.High;

    private ClaimResult Judged(Claim claim, ReadingTable readings) => Judge.Decide(suite with { Claims = [claim] }, readings, _ => 0).Single();

    private static string Word(ClaimResult result) => result.Verdict is { } verdict ? VerdictWord.Of(verdict) : "no verdict";

    private static string Number(int count) => FormattableString.Invariant($"{count}");
}
