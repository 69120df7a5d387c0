using System.Collections.Immutable;
using GrokBench.Suites.Yaml.Nodes;

namespace GrokBench.Suites.Yaml.Sections;

/// <summary>Reads <c>theories</c>: names that are known.</summary>
internal static class TheoryReader
{
    public static ImmutableArray<string> Names { get; } = [.. Theory.Known.Select(theory => theory.Name)];

    public static ImmutableArray<string> Read(Section top, ProblemList problems)
    {
        if (top["theories"] is not YamlSequence list || !list.Items.All(item => item is YamlScalar))
        {
            _ = top.Value("theories");
            return [];
        }

        foreach (var name in list.Items.Cast<YamlScalar>().Where(name => !Names.Contains(name.Text))) problems.AddUnknown(name.Mark, "theory", name.Text, "", Names);
        return [.. list.Items.Cast<YamlScalar>().Select(name => name.Text)];
    }
}
