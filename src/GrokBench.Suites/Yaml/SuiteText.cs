using System.Collections.Immutable;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Text;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Runs;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml;

/// <summary>
/// Reads one suite: syntax, then run groups under every profile, then claims under every profile. All profiles are checked whichever is
/// asked for, so
/// that a suite that is valid for one is valid for all.
/// </summary>
internal sealed class SuiteText(string file, string profile, Vocabulary vocabulary, PilotPatch? patch, ProblemList problems)
{
    private readonly KnownKinds kinds = vocabulary.Kinds;

    /// <summary>Claims that cannot be decided of pilots. Of suites as they are written, such a claim is a problem.</summary>
    public ImmutableArray<LeftOutClaim> LeftOut { get; private set; } = [];

    /// <summary>Null where the file cannot be read that far; otherwise to be used only when there is no problem.</summary>
    public Suite? Read(string text)
    {
        if (YamlTree.Read(text, problems) is not { } root) return null;
        var top = Section.OpenAsMeant(root, "the suite", Keys.Suite, problems)!;
        var name = top.Text("suite");
        var fileName = Path.GetFileNameWithoutExtension(file);
        if (name.Length > 0 && name != fileName) problems.Add(top["suite"]!.Mark, $"the suite is called '{TerminalText.Excerpt(name)}'", $"the file's name, {TerminalText.Excerpt(fileName)}");
        else if (top["suite"] is YamlScalar own) Identifiers.Check(own, "the suite's name", Identifiers.IsSuite(own.Text), Identifiers.SuiteExpectation, problems);

        var paper = PaperOf(top["paper"]);
        var theories = TheoryReader.Read(top, problems);
        var events = EventReader.Read(top["events"], problems);
        var pilots = patch is null ? null : new Pilots(profile, PilotText.Read(patch, kinds, problems), group => patch.Groups(name, group));
        var texts = GroupTexts.Read(top, pilots, problems);
        var reader = new GroupReader(kinds, events, problems);
        var resolved = Profiles.Known.ToDictionary(
            known => known, known => texts.Groups.Select(group => (group.Name, Group: reader.Read(group.Name, group.TextFor(known)) is { } read ? read with { Profile = group.Effective(known) } : null)).ToImmutableArray(),
            StringComparer.Ordinal);
        var papers = texts.Groups.ToDictionary(group => group.Name, group => reader.Read(group.Name, group.Under(Profiles.Paper)), StringComparer.Ordinal);
        ReportUnknownSeries(events, resolved.Values.SelectMany(groups => groups));

        var swept = SweptValues(texts, resolved);
        var claims = Profiles.Known.ToDictionary(
            known => known, known => Claims(known, top["claims"], new ClaimContext(resolved[known], swept, events, kinds, vocabulary.Claims, problems)), StringComparer.Ordinal);

        if (problems.Misses > 0 || paper is null) return null;
        var groups = texts.Groups.Zip(resolved[profile], (text, group) => Group(text, group.Group!, papers[text.Name]!));
        return new Suite(name, file, profile, paper, theories, [.. groups], claims[profile]);
    }

    /// <summary>Of profiles that train the group: a profile that does not has the values of another one.</summary>
    private static ILookup<(string Group, string Axis), SweptValue> SweptValues(
        GroupTexts texts, Dictionary<string, ImmutableArray<(string Name, ResolvedGroup? Group)>> resolved) =>
        (from text in texts.Groups
         from known in Profiles.Known.Where(text.Profiles.Contains)
         from cell in resolved[known].First(named => named.Name == text.Name).Group?.Cells ?? []
         from coordinate in cell.Cell.Coordinates
         select (Key: (text.Name, coordinate.Axis), Value: new SweptValue(known, coordinate.Value)))
        .Distinct().ToLookup(pair => pair.Key, pair => pair.Value);

    private RunGroup Group(GroupText text, ResolvedGroup group, ResolvedGroup paper) => new(
        text.Name, text.About, text.Profiles.Contains(profile), group.Axes, [.. group.Cells.Select(cell => cell.Cell)], group.Seeds, group.ScaledFrom(paper))
    { IsPilot = text.Pilot is not null };

    private ImmutableArray<Claim> Claims(string known, YamlNode? node, ClaimContext context)
    {
        if (patch is null || known != profile || node is not YamlMapping claims) return ClaimReader.Read(node, context);

        // Each by itself: what pilots leave of the others can be decided all the same.
        var read = ImmutableArray.CreateBuilder<Claim>();
        foreach (var entry in claims.Entries)
        {
            var own = new ProblemList(file);
            read.AddRange(ClaimReader.Read(new YamlMapping(claims.Mark, [entry]), context with { Problems = own }));
            if (own.InOrder is [var reason, ..]) LeftOut = LeftOut.Add(new LeftOutClaim(Path.GetFileNameWithoutExtension(file), entry.Key.Text, reason));
        }

        return read.ToImmutable();
    }

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
