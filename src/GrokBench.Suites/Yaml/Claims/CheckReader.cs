using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>Reads the check of a claim, by its kind.</summary>
internal sealed class CheckReader(ClaimContext context)
{
    public ClaimContext Context => context;

    public SelectorReader Selectors { get; } = new(context);

    public QuantityReader Quantities { get; } = new(context);

    private ProblemList Problems => context.Problems;

    /// <param name="over">The cells of checks that name none; null where the claim names none either.</param>
    /// <returns>Null where (reported) there is a problem.</returns>
    public Check? Read(YamlNode node, string title, YamlNode? over)
    {
        var before = Problems.Misses;
        if (Section.Mapping(node, title, Problems) is not { } mapping) return null;
        var names = context.Claims.Checks.Select(kind => kind.Name);
        if (mapping["kind"] is not YamlScalar kindName)
        {
            Problems.Add(mapping["kind"]?.Mark ?? mapping.Mark, $"{title} without 'kind'", $"one of {string.Join(", ", names)}");
            return null;
        }

        if (context.Claims.Checks.FirstOrDefault(kind => kind.Name == kindName.Text) is not { } kind)
        {
            Problems.AddUnknown(kindName.Mark, "kind of check", kindName.Text, "", names);
            return null;
        }

        var check = kind.Read(new CheckSection(Section.Open(mapping, title, kind.Keys, Problems)!, over, this));
        return Problems.Misses == before ? check : null;
    }
}
