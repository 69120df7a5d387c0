using System.Collections.Immutable;
using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Judging;

/// <summary>What a check came to: a claim's result before the claim's own facts are added.</summary>
/// <param name="Estimates">Decided one by one; at least one where there was anything to decide.</param>
/// <param name="IsRun">Whether there was anything to decide.</param>
public sealed record Decision(
    string Predicate, string Sentence, ImmutableArray<Estimate> Estimates, ImmutableArray<CellEvidence> Cells, ImmutableArray<string> Warnings, bool IsRun = true)
{
    /// <summary>
    /// Reproduced in every estimate, an intersection of tests; refuted in one, after Holm's correction over all of them; else not run if
    /// there is nothing to decide, else inconclusive.
    /// </summary>
    public Verdict Verdict
    {
        get
        {
            if (Estimates.Any(estimate => estimate.Verdict == Verdict.Refuted)) return Verdict.Refuted;
            if (!IsRun) return Verdict.NotRun;
            return Estimates.All(estimate => estimate.Verdict == Verdict.Reproduced) ? Verdict.Reproduced : Verdict.Inconclusive;
        }
    }

    /// <summary>The decision of a claim from those of its parts, of which every one must hold.</summary>
    public static Decision Every(ImmutableArray<Decision> parts)
    {
        var estimates = Corrected([.. parts.SelectMany(part => part.Estimates)]);
        return new Decision(
            string.Join("; and ", parts.Select(part => part.Predicate)),
            string.Join("; ", parts.Select(part => part.Sentence)),
            estimates,
            [.. parts.SelectMany(part => part.Cells)],
            [.. parts.SelectMany(part => part.Warnings), .. estimates.SelectMany(SparedByCorrection)],
            parts.All(part => part.IsRun));
    }

    private static ImmutableArray<Estimate> Corrected(ImmutableArray<Estimate> estimates)
    {
        var tests = estimates.Where(estimate => estimate.Refutation is not null).ToArray();
        var corrected = new Queue<double>(Holm.Adjusted([.. tests.Select(test => test.Refutation!.Value)]));
        return [.. estimates.Select(estimate => estimate.Refutation is null ? estimate : With(estimate, corrected.Dequeue()))];

        static Estimate With(Estimate estimate, double value) => estimate with { Corrected = value, Verdict = value <= NearlyAll.Level ? Verdict.Refuted : estimate.Verdict };
    }

    private static IEnumerable<string> SparedByCorrection(Estimate estimate) => estimate is { Refutation: <= NearlyAll.Level and var alone, Corrected: > NearlyAll.Level and var corrected }
        ? [$"{estimate.Label}: alone it would refute (p = {Figures.Write(alone)}); corrected for all estimates of the claim it does not (p = {Figures.Write(corrected)})"]
        : [];
}
