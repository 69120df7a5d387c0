using System.Collections.Immutable;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>An <c>observe</c> section as read: every name is known, but not yet held against the series of a run.</summary>
/// <param name="Snapshots">Where they are asked for; null where they are not.</param>
/// <param name="Stop">Null: run the whole budget.</param>
internal sealed record ObserveText(
    Mark Mark, Schedule Schedule, ImmutableArray<NamedAt> Measures, Mark? Snapshots, StopText? Stop, NamedAt Memorised, NamedAt Generalised, double GrokkingRatio,
    double? GrokkingDelay)
{
    private const int DefaultPerDecade = 40;
    private const double DefaultRatio = 5;
    private const double DefaultExtra = 0.2;

    /// <param name="at">Where problems are reported when nothing is stated.</param>
    public static ObserveText Read(YamlNode? node, Mark at, KnownKinds kinds, EventTable events, ProblemList problems)
    {
        var section = Section.Open(node ?? new YamlMapping(at, []), "observe", Keys.Observe, problems)
            ?? Section.Open(new YamlMapping(at, []), "observe", Keys.Observe, problems)!;
        var (perDecade, every) = ((int?)section.Number("per-decade"), (int?)section.Number("every"));
        if (perDecade is null && every is null) perDecade = DefaultPerDecade;
        if (section["grokking-ratio"] is not null && section["grokking-delay"] is { } delay)
            problems.Add(delay.Mark, "observe.grokking-delay beside grokking-ratio", "one of the two");
        return new ObserveText(
            section.Mark,
            new Schedule(perDecade ?? 0, every ?? 0),
            section.Value("measures") is null ? [] : Known("measure", Names(section["measures"]!), kinds.Measures.Keys, problems),
            section.Value("snapshots")?.Content is true ? section["snapshots"]!.Mark : null,
            StopText(section["stop"], events, problems),
            Event("memorised", "t_mem"),
            Event("generalised", "t_gen"),
            section.Number("grokking-ratio") ?? DefaultRatio,
            section.Number("grokking-delay"));

        NamedAt Event(string key, string byDefault)
        {
            if (section.Text(key) is not { Length: > 0 } name) return new NamedAt(byDefault, section.Mark);
            return Known("event", [new NamedAt(name, section[key]!.Mark)], events.Names, problems).FirstOrDefault(new NamedAt(byDefault, section.Mark));
        }
    }

    private static StopText? StopText(YamlNode? node, EventTable events, ProblemList problems)
    {
        if (node is null or YamlScalar { Text: "never" }) return null;
        if (node is not YamlMapping)
        {
            problems.Add(node.Mark, $"observe.stop is {node.Description}", "never, or { after: [t_gen], extra: 0.2 }");
            return null;
        }

        var section = Section.Open(node, "observe.stop", Keys.Stop, problems)!;
        var extra = section.Number("extra") ?? DefaultExtra;
        return section.Value("after") is null ? null : new StopText(Known("event", Names(section["after"]!), events.Names, problems), extra);
    }

    /// <summary>The names that are known, each once; the others are reported.</summary>
    private static ImmutableArray<NamedAt> Known(string what, ImmutableArray<NamedAt> names, IEnumerable<string> known, ProblemList problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, mark) in names)
        {
            if (!known.Contains(name)) problems.AddUnknown(mark, what, name, "", known);
            else if (!seen.Add(name)) problems.Add(mark, $"{what} {name} for the second time", $"each {what} once");
        }

        return [.. names.Where(item => seen.Remove(item.Name))];
    }

    private static ImmutableArray<NamedAt> Names(YamlNode list) =>
        [.. ((YamlSequence)list).Items.Cast<YamlScalar>().Select(item => new NamedAt(item.Text, item.Mark))];
}

internal sealed record StopText(ImmutableArray<NamedAt> After, double Extra);

/// <summary>A name and where it is written.</summary>
internal readonly record struct NamedAt(string Name, Mark Mark);
