using GrokBench.Models.Kinds;

namespace GrokBench.Suites.Yaml.Sections;

/// <summary>A key of the suite format, declared once for the reader, the editor schema and the documentation.</summary>
/// <param name="Type">For plain values; null where the value has a shape of its own.</param>
/// <param name="Shape">Name of the definition in the editor schema that describes the value, where <paramref name="Type"/> is null.</param>
public sealed record Key(string Name, string Meaning, SettingType? Type = null, string? Shape = null, bool Required = false)
{
    public string Expectation => Type?.Expectation ?? Shape switch
    {
        "cells" => "the name of a run group, or { runs: NAME, where: { task.train: 0.4 } }",
        "quantity" => "an event, or a mapping such as { measure: test.accuracy, at: end }",
        "checks" => "a list of checks",
        _ => "a mapping",
    };
}
