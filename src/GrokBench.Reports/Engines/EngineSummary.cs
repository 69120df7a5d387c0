using System.Collections.Immutable;
using GrokBench.Reports.Judging;

namespace GrokBench.Reports.Engines;

/// <summary>What all suites together came to on two engines, in a line.</summary>
public static class EngineSummary
{
    /// <summary>Differing claims beyond these are counted.</summary>
    private const int MostNames = 6;

    /// <summary>Null where no suite has records of another engine.</summary>
    /// <param name="suites">Those that have, by name.</param>
    public static string? Of(IReadOnlyList<(string Suite, TwoEngines Engines)> suites)
    {
        if (suites.Count == 0) return null;
        var decided = suites.Sum(suite => suite.Engines.Decided);
        var one = suites.Sum(suite => suite.Engines.Differing.Count(claim => !claim.DecidedTwice));
        ImmutableArray<string> differing = [.. suites.SelectMany(suite => suite.Engines.Differing.Where(claim => claim.DecidedTwice).Select(claim => $"{suite.Suite} {claim.Here.Claim.Id}{claim.Here.Mark}"))];
        return FormattableString.Invariant($"{suites[0].Engines.Here} and {suites[0].Engines.There}: {decided - differing.Length} of {Figures.Count(decided, "claim")} decided on both have the same verdict")
            + (differing.IsEmpty ? "" : $", not {string.Join(", ", differing.Take(MostNames))}{(differing.Length > MostNames ? FormattableString.Invariant($" and {differing.Length - MostNames} more") : "")}")
            + (one > 0 ? FormattableString.Invariant($"; {one} decided on one of them alone") : "");
    }
}
