using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Suites.Text;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>Reads <c>defaults</c>, <c>runs</c> and <c>profiles</c> and merges them.</summary>
internal sealed class GroupTexts
{
    private const string Defaults = "defaults";

    private readonly Pilots? pilots;
    private readonly ProblemList problems;
    private readonly YamlMapping defaults;
    private readonly Dictionary<string, Dictionary<string, YamlMapping>> patches = new(StringComparer.Ordinal);

    private GroupTexts(Section top, Pilots? pilots, ProblemList problems)
    {
        this.pilots = pilots;
        this.problems = problems;
        var nothing = new YamlMapping(top.Mark, []);
        defaults = Section.Open(top[Defaults], Defaults, Keys.Defaults, problems)?.Known ?? nothing;
        var runs = Section.Mapping(top["runs"], "runs", problems);
        if (runs is { Entries.IsEmpty: true }) problems.Add(runs.Mark, "runs is empty", "at least one run group");
        ReadPatches(top["profiles"], runs ?? nothing);
        Groups = [.. (runs ?? nothing).Entries.Select(Group).OfType<GroupText>()];
    }

    public ImmutableArray<GroupText> Groups { get; }

    /// <param name="pilots">Null: groups as they are written.</param>
    public static GroupTexts Read(Section top, Pilots? pilots, ProblemList problems) => new(top, pilots, problems);

    private void ReadPatches(YamlNode? node, YamlMapping runs)
    {
        foreach (var (profile, body) in Section.Mapping(node, "profiles", problems)?.Entries ?? [])
        {
            if (!Profiles.Known.Contains(profile.Text)) problems.AddUnknown(profile.Mark, "profile", profile.Text, "", Profiles.Known);
            var title = $"profiles.{profile.Shown}";
            var expanded = patches[profile.Text] = new(StringComparer.Ordinal);
            foreach (var (group, patch) in Section.Mapping(body, title, problems)?.Entries ?? [])
            {
                if (group.Text != Defaults && !runs.Entries.IsEmpty && runs[group.Text] is null)
                {
                    problems.AddUnknown(group.Mark, "run group", group.Text, $" in {title}", runs.Entries.Select(entry => entry.Key.Text).Append(Defaults));
                }

                expanded[group.Text] = Patch.Expand(patch, $"{title}.{group.Shown}", problems);
            }
        }
    }

    private GroupText? Group(YamlEntry entry)
    {
        var (key, title) = (entry.Key, $"runs.{entry.Key.Shown}");
        var isName = Identifiers.IsName(key.Text) && key.Text != Defaults;
        Identifiers.Check(key, "the run group's name", isName, $"{Identifiers.NameExpectation}, and not {Defaults}", problems);
        if (Section.Open(entry.Value, title, Keys.Group, problems) is not { } section) return null;

        var own = new YamlMapping(key.Mark, section.Known.Entries);
        var trained = Trained(Merging.Merge(defaults, own));
        foreach (var profile in Profiles.Known.Where(profile => profile != Profiles.Paper && !trained.Contains(profile)))
        {
            if (PatchOf(profile, key.Text) is not { } patch) continue;
            problems.Add(patch.Mark, $"a patch of {key.Shown} for profile {profile}, which does not train it", $"profile {string.Join(" or ", trained)}");
        }

        var texts = Profiles.Known.ToImmutableDictionary(profile => profile, profile => Under(profile, key.Text, own), StringComparer.Ordinal);
        return new GroupText(key.Text, section.Text("about"), trained, texts) { Pilot = Pilot(key.Text, trained, texts) };
    }

    private (string, YamlMapping)? Pilot(string name, ImmutableArray<string> trained, ImmutableDictionary<string, YamlMapping> texts)
    {
        if (pilots is null || !trained.Contains(pilots.Profile) || !pilots.Groups(name)) return null;
        var text = texts[pilots.Profile];
        ReportHidden(pilots.Patch, text, name, "--cell with a cell that has the value, or ");
        return (pilots.Profile, new YamlMapping(text.Mark, Merging.Merge(text, pilots.Patch).Entries));
    }

    private YamlMapping Under(string profile, string name, YamlMapping own)
    {
        var text = PatchOf(profile, Defaults) is { } shared ? Merging.Merge(defaults, shared) : defaults;
        text = Merging.Merge(text, own);
        if (PatchOf(profile, name) is not { } patch) return text;
        ReportHidden(patch, text, name);
        return new YamlMapping(own.Mark, Merging.Merge(text, patch).Entries);
    }

    private YamlMapping? PatchOf(string profile, string name) => patches.GetValueOrDefault(profile)?.GetValueOrDefault(name);

    /// <summary>A patch of a setting that is swept would change nothing.</summary>
    private void ReportHidden(YamlMapping patch, YamlMapping text, string name, string otherWay = "")
    {
        foreach (var (section, body) in patch.Entries)
        {
            if (Keys.Sweeps.Contains(section.Text) || body is not YamlMapping settings) continue;
            foreach (var (setting, _) in settings.Entries)
            {
                var path = $"{section.Text}.{setting.Text}";
                var by = Keys.Sweeps.FirstOrDefault(key => (text[key] as YamlMapping)?[path] is not null);
                if (by is not null) problems.Add(setting.Mark, $"a patch of {TerminalText.Excerpt(path)}, which {TerminalText.Excerpt(name)} sweeps", $"{otherWay}{by}.{path}");
            }
        }
    }

    private ImmutableArray<string> Trained(YamlMapping text)
    {
        if (text["profiles"] is not { } node) return Profiles.Default;
        if (node.ToSettingValue() is { } value && Profiles.ListType.Accepts(value))
        {
            return [.. ((ImmutableArray<SettingValue>)value.Content).Select(name => (string)name.Content)];
        }

        problems.Add(node.Mark, $"profiles is {node.Description}", Profiles.ListType.Expectation);
        return Profiles.Default;
    }
}
