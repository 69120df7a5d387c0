using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>Reads <c>seeds</c>: a count from 0, a list, or a first seed and a count.</summary>
internal static class SeedReader
{
    public const string Expectation = "a number of seeds of at least 1, a list of seeds, or { from: 0, count: 5 }";

    private static readonly SettingType Count = SettingType.Integer(1, Limits.Seeds);
    private static readonly SettingType List = SettingType.ListOf(SettingType.Integer(0), 1);

    /// <summary>Empty where (reported) there is a problem.</summary>
    public static ImmutableArray<ulong> Read(YamlNode node, ProblemList problems)
    {
        if (node is YamlMapping)
        {
            var section = Section.Open(node, "seeds", Keys.SeedRange, problems)!;
            return section.Number("from") is { } from && section.Number("count") is { } count ? Range(from, count) : [];
        }

        if (Counted(node) is > Limits.Seeds and var many)
        {
            problems.Add(node.Mark, Limits.Figure(many, "seeds"), Limits.AtMost(Limits.Seeds));
            return [];
        }

        switch (node.ToSettingValue())
        {
            case { Content: double } number when Count.Accepts(number):
                return Range(0, (double)number.Content);
            case { Content: ImmutableArray<SettingValue> } list when List.Accepts(list):
                ReportRepeated(node, problems);
                return [.. ((ImmutableArray<SettingValue>)list.Content).Select(seed => (ulong)(double)seed.Content).Distinct()];
            default:
                problems.Add(node.Mark, $"seeds is {node.Description}", Expectation);
                return [];
        }
    }

    /// <summary>How many seeds a count or a list is of; null for what is neither.</summary>
    private static double? Counted(YamlNode node) => node switch
    {
        YamlSequence list => list.Items.Length,
        YamlScalar scalar when scalar.ToSettingValue()?.Content is double count && count == Math.Floor(count) => count,
        _ => null,
    };

    private static ImmutableArray<ulong> Range(double from, double count) =>
        [.. Enumerable.Range(0, (int)count).Select(i => (ulong)from + (ulong)i)];

    private static void ReportRepeated(YamlNode list, ProblemList problems)
    {
        var seen = new HashSet<SettingValue>();
        foreach (var item in ((YamlSequence)list).Items)
        {
            if (!seen.Add(item.ToSettingValue()!)) problems.Add(item.Mark, $"seed {item.Description} for the second time", "each seed once");
        }
    }
}
