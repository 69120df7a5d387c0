using System.Collections.Immutable;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>Reads the <c>events</c> section.</summary>
internal static class EventReader
{
    public const int DefaultHold = 5;

    /// <summary>Events of every suite that does not state its own of the same name.</summary>
    public static ImmutableArray<EventSpec> Defaults { get; } =
    [
        new("t_mem", "train.accuracy", Comparison.AtLeast, 0.99, DefaultHold),
        new("t_gen", "test.accuracy", Comparison.AtLeast, 0.99, DefaultHold),
    ];

    /// <summary>The suite's events, t_mem and t_gen included; those with a (reported) problem are known by name only.</summary>
    public static EventTable Read(YamlNode? node, ProblemList problems)
    {
        var entries = Section.Mapping(node, "events", problems)?.Entries ?? [];
        var events = ImmutableArray.CreateBuilder<KnownEvent>();
        foreach (var (key, body) in entries)
        {
            Identifiers.Check(key, "the event name", Identifiers.IsEvent(key.Text), Identifiers.EventExpectation, problems);
            var spec = Read(key, body, problems);
            events.Add(new KnownEvent(key.Text, spec, (body as YamlMapping)?["measure"]?.Mark ?? body.Mark));
        }

        var missing = Defaults.Where(spec => entries.All(entry => entry.Key.Text != spec.Name));
        events.InsertRange(0, missing.Select(spec => new KnownEvent(spec.Name, spec, null)));
        return new EventTable(events.ToImmutable());
    }

    private static EventSpec? Read(YamlScalar key, YamlNode node, ProblemList problems)
    {
        var before = problems.Misses;
        if (Section.Open(node, $"events.{key.Shown}", Keys.Event, problems) is not { } section) return null;
        var (atLeast, atMost) = (section.Number("at-least"), section.Number("at-most"));
        if ((section["at-least"] is null) == (section["at-most"] is null))
        {
            var found = section["at-least"] is null ? "neither at-least nor at-most" : "both at-least and at-most";
            problems.Add(section.Mark, $"{found} in {section.Title}", "one of them");
        }

        var (series, hold) = (section.Text("measure"), section.Number("hold") ?? DefaultHold);
        if (problems.Misses != before) return null;
        return new EventSpec(key.Text, series, atLeast is null ? Comparison.AtMost : Comparison.AtLeast, atLeast ?? atMost!.Value, (int)hold);
    }
}
