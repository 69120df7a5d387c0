using System.Collections.Immutable;

namespace GrokBench.Reports.Comparing;

/// <summary>What a comparison means for whoever waits for it.</summary>
public enum GateWord
{
    /// <summary>Nothing got worse.</summary>
    Fine,

    /// <summary>Something did.</summary>
    Worse,

    /// <summary>No run of one version has a partner in the other.</summary>
    NothingMatched,
}

/// <summary>
/// The one place where a comparison becomes good or bad. Worse is: slower, groks less often, a control that generalises, and a claim that
/// was reproduced and is not any more. Faster, more often and other changes of a verdict pass, and so do moved digests.
/// </summary>
/// <param name="Worse">What got worse, a line each.</param>
/// <param name="Other">What changed besides, likewise.</param>
public sealed record Gate(GateWord Word, ImmutableArray<string> Worse, ImmutableArray<string> Other)
{
    /// <param name="strict">Whether every change counts as worse, and whatever could not be compared.</param>
    public static Gate Of(SnapshotComparison comparison, bool strict)
    {
        var (worse, other) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        foreach (var suite in comparison.Suites)
        {
            foreach (var change in suite.Changes) Sort(change, suite);
            if (strict && !suite.ClaimsAlone.IsEmpty) worse.Add(
                $"{suite.Name}: claims without a partner: {string.Join(", ", suite.ClaimsAlone)}");
            if (strict && suite.Pairing is { Pairs.IsEmpty: false } and ({ Obstacles.IsEmpty: false } or { OlderAlone: > 0 })) worse.Add(
                $"{suite.Name}: runs without a partner");
        }

        if (strict) worse.AddRange(comparison.OlderAlone.Select(suite => $"{suite}: in {comparison.Older} alone"));
        return new Gate(comparison.Pairs == 0 ? GateWord.NothingMatched : worse.Count > 0 ? GateWord.Worse : GateWord.Fine,
            worse.ToImmutable(), other.ToImmutable());

        void Sort(Change change, SuiteComparison suite)
        {
            switch (change)
            {
                case Change.GroksLess or Change.Slower or Change.ControlGeneralises:
                    worse.Add(Line(suite, change));
                    break;
                case Change.GroksMore or Change.Faster:
                    (strict ? worse : other).Add(Line(suite, change));
                    break;
                case Change.NotComparable when strict:
                    worse.Add(Line(suite, change));
                    break;
                case Change.VerdictChanged:
                    foreach (var verdict in suite.Verdicts) (verdict.IsWorse || strict ? worse : other).Add($"{suite.Name} {verdict}");
                    break;
            }
        }
    }

    private static string Line(SuiteComparison suite, Change change) => $"{suite.Name} {ChangeWord.Of(change)}";
}
