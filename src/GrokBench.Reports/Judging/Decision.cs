using System.Collections.Immutable;

namespace GrokBench.Reports.Judging;

/// <summary>What a check came to: a claim's result before the claim's own facts are added.</summary>
public sealed record Decision(
    string Predicate, Verdict Verdict, string Sentence, ImmutableArray<Estimate> Estimates, ImmutableArray<CellEvidence> Cells, ImmutableArray<string> Warnings)
{
    /// <summary>Every part holds.</summary>
    public static Decision Every(ImmutableArray<Decision> parts) => parts is [var only]
        ? only
        : new Decision(
            string.Join("; and ", parts.Select(part => part.Predicate)),
            InEvery([.. parts.Select(part => part.Verdict)]),
            string.Join("; ", parts.Select(part => part.Sentence)),
            [.. parts.SelectMany(part => part.Estimates)],
            [.. parts.SelectMany(part => part.Cells)],
            [.. parts.SelectMany(part => part.Warnings)]);

    /// <summary>Reproduced in every part, refuted in one, else not run if one was not, else inconclusive.</summary>
    public static Verdict InEvery(IReadOnlyCollection<Verdict> verdicts)
    {
        if (verdicts.Contains(Verdict.Refuted)) return Verdict.Refuted;
        if (verdicts.Contains(Verdict.NotRun)) return Verdict.NotRun;
        return verdicts.Count > 0 && verdicts.All(verdict => verdict == Verdict.Reproduced) ? Verdict.Reproduced : Verdict.Inconclusive;
    }
}
