using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Runs;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>Reads which cells a check speaks about: the name of a run group, or <c>{ runs: NAME, where: { axis: values } }</c>.</summary>
internal sealed class SelectorReader(ClaimContext context)
{
    private ProblemList Problems => context.Problems;

    /// <summary>Null where (reported) it names no run group, or selects nothing.</summary>
    public Selection? Read(YamlNode node)
    {
        if (node is YamlScalar name) return Find(name) is (true, var found) ? Select(node, name.Text, found, []) : null;
        if (node is not YamlMapping)
        {
            Problems.Add(node.Mark, $"cells are {node.Description}", "the name of a run group, or { runs: NAME, where: { task.train: 0.4 } }");
            return null;
        }

        var section = Section.Open(node, "cells", Keys.Cells, Problems)!;
        if (section.Value("runs") is null || section["runs"] is not YamlScalar runs || Find(runs) is not (true, var group)) return null;
        var before = Problems.Misses;
        var filters = Section.Mapping(section["where"], "where", Problems)?.Entries.Select(entry => Filter(entry, runs.Text, group)).ToList() ?? [];
        return Problems.Misses == before ? Select(node, runs.Text, group, [.. filters.OfType<AxisFilter>()]) : null;
    }

    private (bool Found, ResolvedGroup? Group) Find(YamlScalar name)
    {
        // That there are no run groups has been reported.
        if (context.Groups.IsEmpty) return (true, null);
        foreach (var (known, group) in context.Groups)
        {
            if (known == name.Text) return (true, group);
        }

        Problems.AddUnknown(name.Mark, "run group", name.Text, "", context.Groups.Select(group => group.Name));
        return (false, null);
    }

    private AxisFilter? Filter(YamlEntry entry, string name, ResolvedGroup? group)
    {
        if (group is null) return null;
        var (axis, node) = (entry.Key, entry.Value);
        if (!group.Axes.Contains(axis.Text))
        {
            Problems.AddUnknown(axis.Mark, "axis", axis.Text, $" of {name}", group.Axes);
            return null;
        }

        var items = node is YamlSequence list ? list.Items : [node];
        var swept = context.Swept[(name, axis.Text)].ToList();
        foreach (var item in items.Where(item => item.ToSettingValue() is not { } value || swept.All(known => !known.Value.Equals(value))))
        {
            Problems.Add(item.Mark, $"no cell of {name} has {axis.Shown} {item.Description}", $"one of {ByProfile(swept)}");
        }

        return new AxisFilter(axis.Text, [.. items.Select(item => item.ToSettingValue()).OfType<SettingValue>()]);
    }

    /// <summary>"task.train has 0.8 in profile paper alone"; null where the axis has one of the values in this profile.</summary>
    private string? Lacking(ResolvedGroup group, AxisFilter filter)
    {
        var swept = context.Swept[(group.Name, filter.Axis)].Where(known => filter.Values.Contains(known.Value)).ToList();
        if (swept.Count == 0 || swept.Any(known => known.Profile == group.Profile)) return null;
        var profiles = swept.Select(known => known.Profile).Distinct().ToList();
        var word = profiles.Count == 1 ? "profile" : "profiles";
        return $"{filter.Axis} has {NameList.Of([.. swept.Select(known => known.Value).Distinct().Select(value => value.ToString())])} in {word} {string.Join(" and ", profiles)} alone";
    }

    /// <summary>"0.4, 0.6", or where profiles differ "0.4, 0.6 (ci) or 0.3, 0.6 (paper)".</summary>
    private static string ByProfile(List<SweptValue> swept)
    {
        var lists = swept.GroupBy(known => known.Profile, known => known.Value.ToString()).Select(values => (Profile: values.Key, Text: NameList.Of([.. values])))
            .GroupBy(list => list.Text, list => list.Profile).ToList();
        return lists.Count == 1 ? lists[0].Key : string.Join(" or ", lists.Select(list => $"{list.Key} ({string.Join(", ", list)})"));
    }

    private Selection? Select(YamlNode node, string name, ResolvedGroup? group, ImmutableArray<AxisFilter> filters)
    {
        var selector = new CellSelector(name, filters);
        ImmutableArray<ResolvedCell> cells = [.. (group?.Cells ?? []).Where(cell => selector.Selects(cell.Cell))];
        if (group is not null && cells.IsEmpty)
        {
            var lacking = filters.Select(filter => Lacking(group, filter)).OfType<string>().ToList();
            var why = lacking.Count == 0 ? "" : $", as {string.Join(" and ", lacking)}";
            Problems.Add(node.Mark, $"{selector} selects no cell in profile {group.Profile}{why}", $"some of {NameList.Of([.. group.Cells.Select(cell => cell.Cell.Name)])}", once: true);
            return null;
        }

        return new Selection(selector, node, group, cells);
    }
}
