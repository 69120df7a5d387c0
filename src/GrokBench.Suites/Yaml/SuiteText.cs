using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Runs;

namespace GrokBench.Suites.Yaml;

/// <summary>
/// Reads one suite: syntax, then run groups under every profile, then claims under every profile. All profiles are checked whichever is asked for, so
/// that a suite that is valid for one is valid for all.
/// </summary>
internal sealed class SuiteText(string file, string profile, Vocabulary vocabulary, ProblemList problems)
{
    private readonly KnownKinds kinds = vocabulary.Kinds;

    /// <summary>Null where the file cannot be read that far; otherwise to be used only when there is no problem.</summary>
    public Suite? Read(string text)
    {
        if (YamlTree.Read(text, problems) is not { } root) return null;
        var top = Section.Open(root, "the suite", Keys.Suite, problems)!;
        var name = top.Text("suite");
        var fileName = Path.GetFileNameWithoutExtension(file);
        if (name.Length > 0 && name != fileName) problems.Add(top["suite"]!.Mark, $"the suite is called '{name}'", $"the file's name, {fileName}");

        var paper = PaperOf(top["paper"]);
        var theories = top.Value("theories") is { Content: ImmutableArray<SettingValue> list } ? list.Select(theory => (string)theory.Content) : [];
        var events = EventReader.Read(top["events"], problems);
        var texts = GroupTexts.Read(top, problems);
        var reader = new GroupReader(kinds, events, problems);
        var resolved = Profiles.Known.ToDictionary(
            known => known, known => texts.Groups.Select(group => (group.Name, Group: reader.Read(group.Name, group.Under(group.Effective(known))))).ToImmutableArray(),
            StringComparer.Ordinal);
        var papers = texts.Groups.ToDictionary(group => group.Name, group => reader.Read(group.Name, group.Under(Profiles.Paper)), StringComparer.Ordinal);
        ReportUnknownSeries(events, resolved.Values.SelectMany(groups => groups));

        var swept = resolved.Values.SelectMany(groups => groups)
            .SelectMany(group => group.Group?.Cells ?? [])
            .SelectMany(cell => cell.Cell.Coordinates, (cell, coordinate) => (Key: (cell.Cell.Group, coordinate.Axis), coordinate.Value))
            .ToLookup(pair => pair.Key, pair => pair.Value);
        var claims = Profiles.Known.ToDictionary(
            known => known, known => ClaimReader.Read(top["claims"], new ClaimContext(resolved[known], swept, events, kinds, vocabulary.Claims, problems)), StringComparer.Ordinal);

        if (problems.Misses > 0 || paper is null) return null;
        var groups = texts.Groups.Zip(resolved[profile], (text, group) => Group(text, group.Group!, papers[text.Name]!));
        return new Suite(name, file, profile, paper, [.. theories], [.. groups], claims[profile]);
    }

    private RunGroup Group(GroupText text, ResolvedGroup group, ResolvedGroup paper) => new(
        text.Name, text.About, text.Profiles.Contains(profile), group.Axes, [.. group.Cells.Select(cell => cell.Cell)], group.Seeds, group.ScaledFrom(paper));

    private Paper? PaperOf(YamlNode? node)
    {
        if (Section.Open(node, "paper", Keys.Paper, problems) is not { } section) return null;
        return new Paper(section.Text("title"), section.Text("authors"), (int)(section.Number("year") ?? 0), section.Text("arxiv"), section.Text("summary"));
    }

    /// <summary>An event that can happen in no run is a slip of the pen.</summary>
    private void ReportUnknownSeries(EventTable events, IEnumerable<(string Name, ResolvedGroup? Group)> groups)
    {
        var all = groups.ToList();
        if (all.Count == 0 || all.Any(group => group.Group is null)) return;
        var series = all.SelectMany(group => group.Group!.Cells).SelectMany(cell => cell.Series).ToImmutableSortedSet(StringComparer.Ordinal);
        foreach (var (_, spec, mark) in events.Events)
        {
            if (spec is not null && mark is { } at && !series.Contains(spec.Series)) problems.AddUnknown(at, "series", spec.Series, " (no run observes it)", series);
        }
    }
}
