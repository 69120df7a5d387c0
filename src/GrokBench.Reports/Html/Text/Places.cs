using GrokBench.Models.Kinds;
using GrokBench.Suites;
using GrokBench.Suites.Claims;

namespace GrokBench.Reports.Html.Text;

/// <summary>
/// Where the groups, cells and claims of a suite stand on its page: no two at the same place, nor where the page has something else,
/// whatever their names (<c>x+y</c>, <c>x-y</c>; a claim <c>runs</c> or <c>group-main</c>).
/// </summary>
public sealed class Places
{
    /// <summary>What every suite's page has, see SuitePage and PageShell.</summary>
    private static readonly string[] Sections = ["main", "claims", "engines", "runs", "settings"];

    private readonly Dictionary<string, string> groups, cells, claims, files;

    public Places(Suite suite)
    {
        var all = suite.Groups.SelectMany(group => group.Cells, (group, cell) => (group.Mark, Cell: cell)).ToArray();
        var settings = all.SelectMany(item => item.Cell.Runs.Take(1)).SelectMany(RunParts.Of)
            .Select(item => OfSettings(item.Part, item.Choice.Kind).Id);
        var ids = new UniqueTexts(StringComparer.Ordinal, [.. Sections, .. settings]);
        groups = ids.Take(suite.Groups.Select(group => group.Name), name => Id("group-" + name));
        cells = ids.Take(all.Select(item => item.Cell.Name), name => Id("cell-" + name));
        claims = ids.Take(suite.Claims.Select(claim => claim.Id), Id);

        files = new UniqueTexts(StringComparer.OrdinalIgnoreCase, [])
            .Take(all.Select(item => item.Cell.Name + item.Mark), cell => Slug.Of($"{suite.Name}-{cell}"));
    }

    public Place Of(RunGroup group) => new(groups[group.Name]);

    public Place Of(Cell cell) => new(cells[cell.Name]);

    public Place Of(Claim claim) => new(claims[claim.Id]);

    /// <summary>Name of the file, without its ending, as which a cell's curves are saved.</summary>
    /// <param name="mark">What stands after its name, see <see cref="RunGroup.Mark"/>.</param>
    public string FileOf(Cell cell, string mark) => files[cell.Name + mark];

    /// <summary>Where a kind's settings are told of.</summary>
    /// <param name="part"><c>task</c>, <c>model</c>, <c>optimiser</c> or <c>train</c>.</param>
    public static Place OfSettings(string part, IKind kind) => new(Id($"settings-{part}-{kind.Name}"));

    private static string Id(string name) =>
        string.Concat(name.Select(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) ? '_' : letter));
}
