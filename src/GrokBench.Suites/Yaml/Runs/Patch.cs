using System.Collections.Immutable;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>
/// A profile's patch of a run group: dotted paths such as <c>task.modulus</c>, <c>sweep.task.train</c>, and <c>seeds</c>.
/// </summary>
internal static class Patch
{
    private static readonly ImmutableArray<string> Sections = [.. Keys.Settings, "observe", .. Keys.Sweeps];

    /// <summary>The patch in the shape of a run group, its sections mappings of what stands behind the first dot.</summary>
    public static YamlMapping Expand(YamlNode node, string title, ProblemList problems)
    {
        var empty = new YamlMapping(node.Mark, []);
        var expanded = empty;
        foreach (var entry in Section.Mapping(node, title, problems)?.Entries ?? [])
        {
            var path = entry.Key.Text.Split('.', 2);
            if (path is ["seeds"])
            {
                expanded = expanded.With(entry);
            }
            else if (path is [var name, var key] && Sections.Contains(name))
            {
                var section = expanded[name] as YamlMapping ?? new YamlMapping(entry.Key.Mark, []);
                var inner = new YamlEntry(new YamlScalar(entry.Key.Mark, key, plain: true), entry.Value);
                expanded = expanded.With(new YamlEntry(new YamlScalar(entry.Key.Mark, name, plain: true), section.With(inner)));
            }
            else
            {
                problems.Add(entry.Key.Mark, $"the patch '{entry.Key.Shown}' in {title}", $"seeds, or a path such as task.modulus or sweep.task.train");
            }
        }

        return expanded;
    }
}
