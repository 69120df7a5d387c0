using System.Collections.Immutable;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>
/// A run group's text under a profile, from least to most specific: defaults, the profile's defaults, the group, the profile's patch of the
/// group. Sections are merged key by key, everything else is replaced; values keep the position at which they were written.
/// </summary>
internal static class Merging
{
    private static readonly ImmutableArray<string> Mergeable = [.. Keys.Settings, "observe", .. Keys.Sweeps];

    public static YamlMapping Merge(YamlMapping lower, YamlMapping upper)
    {
        var merged = new YamlMapping(upper.Mark, lower.Entries);
        foreach (var entry in upper.Entries)
        {
            var both = Mergeable.Contains(entry.Key.Text) && lower[entry.Key.Text] is YamlMapping below && entry.Value is YamlMapping above
                ? entry with { Value = MergeSection(below, above) }
                : entry;
            merged = merged.With(both);
        }

        return merged;
    }

    /// <summary>Settings belong to a kind: where the upper text names another, the lower settings do not apply.</summary>
    private static YamlMapping MergeSection(YamlMapping lower, YamlMapping upper)
    {
        if (upper["kind"] is YamlScalar kind && (lower["kind"] as YamlScalar)?.Text is { } old && old != kind.Text) return upper;
        return upper.Entries.Aggregate(new YamlMapping(upper.Mark, lower.Entries), (merged, entry) => merged.With(entry));
    }
}
