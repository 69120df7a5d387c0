using System.Collections.Immutable;
using GrokBench.Suites;
using GrokBench.Suites.Planning;

namespace GrokBench.Runner.Preparation;

/// <summary>Says what is wrong with a selection before anything is done with it.</summary>
internal static class SelectionProblems
{
    public static IEnumerable<string> Of(SuiteSelection selection, ImmutableArray<Suite> suites)
    {
        var claims = suites.SelectMany(suite => suite.Claims).Select(claim => claim.Id).Distinct().ToArray();
        foreach (var unknown in selection.Claims.Except(claims, StringComparer.Ordinal))
            yield return $"--only: no suite has a claim '{unknown}'{Hint.For(unknown, claims)}";

        var groups = suites.SelectMany(suite => suite.Groups).ToArray();
        var names = groups.Select(group => group.Name).Concat(groups.SelectMany(group => group.Cells).Select(cell => cell.Name)).Distinct().ToArray();
        foreach (var unknown in selection.Cells.Except(names, StringComparer.Ordinal))
            yield return $"--cell: no suite has a cell '{unknown}'{Hint.For(unknown, names)}";
    }
}
