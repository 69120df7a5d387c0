using System.Collections.Immutable;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Planning;

/// <summary>
/// The part of a suite that was asked for: the cells of some claims, some cells by name, the first few seeds. What is left is a suite
/// again,
/// so nothing downstream knows that anything was left out.
/// </summary>
/// <param name="Claims">Claim ids; their cells are kept.</param>
/// <param name="Cells">Cell or group names; kept too. With neither, everything is.</param>
/// <param name="Seeds">Keep these seeds of every group; null: all.</param>
public sealed record SuiteSelection(ImmutableArray<string> Claims, ImmutableArray<string> Cells, SeedChoice? Seeds)
{
    public static SuiteSelection Everything { get; } = new([], [], null);

    /// <summary>Whether nothing is left out.</summary>
    public bool IsEverything => !Filters && Seeds is null;

    private bool Filters => !Claims.IsEmpty || !Cells.IsEmpty;

    /// <summary>
    /// Whether runs of a group may be selected, as far as names tell: a cell may be named that the suite does not have, or not yet.
    /// </summary>
    public bool Names(Suite suite, string group) => !Filters
        || Cells.Any(cell => cell.Split('[')[0] == group)
        || suite.Claims.Any(claim => Claims.Contains(claim.Id) && claim.Check.Selectors.Any(selector => selector.Group == group));

    /// <summary>
    /// The selected part of a suite: groups without a selected cell are gone, and so are claims that read a cell which is.
    /// Null when nothing of it is selected.
    /// </summary>
    public Suite? Of(Suite suite)
    {
        if (!Filters) return WithSeeds(suite);

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
        return WithSeeds(suite with { Groups = [.. groups], Claims = [.. decidable] });
    }

    /// <summary>The distinct names of the cells that a claim reads.</summary>
    private static IEnumerable<string> CellsOf(Claim claim, Suite suite) =>
        claim.Check.Selectors.SelectMany(selector => selector.Of(suite)).Select(cell => cell.Name);

    private Suite WithSeeds(Suite suite)
    {
        if (Seeds is not { } choice) return suite;
        return suite with { Groups = [.. suite.Groups.Select(Trimmed)] };

        RunGroup Trimmed(RunGroup group)
        {
            // A group that the profile does not train is never a pilot, and keeps seeds of its own: nothing of it is trained.
            var seeds = choice.Of(group.Seeds) is { IsEmpty: false } chosen ? chosen : group.Seeds;
            return group with
            {
                Seeds = seeds,
                Cells = [.. group.Cells.Select(cell => cell with { Runs = [.. cell.Runs.Where(run => seeds.Contains(run.Training.Seed))] })],
            };
        }
    }
}
