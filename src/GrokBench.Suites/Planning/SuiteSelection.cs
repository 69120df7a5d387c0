using System.Collections.Immutable;
using GrokBench.Suites.Claims;

namespace GrokBench.Suites.Planning;

/// <summary>
/// The part of a suite that was asked for: the cells of some claims, some cells by name, the first few seeds. What is left is a suite again,
/// so nothing downstream knows that anything was left out.
/// </summary>
/// <param name="Claims">Claim ids; their cells are kept.</param>
/// <param name="Cells">Cell or group names; kept too. With neither, everything is.</param>
/// <param name="Seeds">Keep this many seeds of every group, the first in the suite's order; null: all.</param>
public sealed record SuiteSelection(ImmutableArray<string> Claims, ImmutableArray<string> Cells, int? Seeds)
{
    public static SuiteSelection Everything { get; } = new([], [], null);

    /// <summary>Whether nothing is left out.</summary>
    public bool IsEverything => !Filters && Seeds is null;

    private bool Filters => !Claims.IsEmpty || !Cells.IsEmpty;

    /// <summary>
    /// The selected part of a suite: groups without a selected cell are gone, and so are claims that read a cell which is.
    /// Null when nothing of it is selected.
    /// </summary>
    public Suite? Of(Suite suite)
    {
        if (!Filters) return WithFirstSeeds(suite);

        var asked = suite.Claims.Where(claim => Claims.Contains(claim.Id)).ToImmutableArray();
        var kept = asked.SelectMany(claim => CellsOf(claim, suite)).ToHashSet(StringComparer.Ordinal);
        foreach (var cell in suite.Groups.SelectMany(group => group.Cells))
        {
            if (Cells.Contains(cell.Name) || Cells.Contains(cell.Group)) kept.Add(cell.Name);
        }

        if (kept.Count == 0) return null;
        var decidable = suite.Claims.Where(claim => asked.Contains(claim) || (asked.IsEmpty && CellsOf(claim, suite).All(kept.Contains)));
        var groups = suite.Groups
            .Select(group => group with { Cells = [.. group.Cells.Where(cell => kept.Contains(cell.Name))] })
            .Where(group => !group.Cells.IsEmpty);
        return WithFirstSeeds(suite with { Groups = [.. groups], Claims = [.. decidable] });
    }

    /// <summary>The distinct names of the cells that a claim reads.</summary>
    private static IEnumerable<string> CellsOf(Claim claim, Suite suite) =>
        claim.Check.Selectors.SelectMany(selector => selector.Of(suite)).Select(cell => cell.Name);

    private Suite WithFirstSeeds(Suite suite)
    {
        if (Seeds is not { } count) return suite;
        return suite with { Groups = [.. suite.Groups.Select(Trimmed)] };

        RunGroup Trimmed(RunGroup group)
        {
            var seeds = group.Seeds.Take(count).ToImmutableArray();
            return group with
            {
                Seeds = seeds,
                Cells = [.. group.Cells.Select(cell => cell with { Runs = [.. cell.Runs.Where(run => seeds.Contains(run.Training.Seed))] })],
            };
        }
    }
}
