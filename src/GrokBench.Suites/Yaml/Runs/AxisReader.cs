using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Suites.Text;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>Reads <c>sweep</c> and <c>zip</c> and combines them.</summary>
internal static class AxisReader
{
    /// <param name="paths">Every path that may be swept.</param>
    public static ImmutableArray<Axis> Read(YamlNode? node, string title, IReadOnlyCollection<string> paths, ProblemList problems)
    {
        var axes = ImmutableArray.CreateBuilder<Axis>();
        foreach (var (key, values) in Section.Mapping(node, title, problems)?.Entries ?? [])
        {
            var before = problems.Misses;
            if (!paths.Contains(key.Text))
            {
                problems.AddUnknown(key.Mark, "setting", key.Text, $" in {title}", paths);
            }
            else if (values is not YamlSequence { Items.IsEmpty: false } list)
            {
                problems.Add(values.Mark, $"{title}.{key.Shown} is {values.Description}", "a list of at least one value");
            }
            else
            {
                foreach (var item in list.Items.Where(item => item.ToSettingValue() is null))
                {
                    problems.Add(item.Mark, $"{item.Description} among the values of {title}.{key.Shown}", "a value of the setting");
                }

                foreach (var item in list.Items.Where(item => problems.Misses == before && !IsShown(item)))
                {
                    problems.Add(
                        item.Mark, $"{item.Description} among the values of {title}.{key.Shown}",
                        $"a value of characters that are shown, {Limits.AtMost(Limits.SweptValueLength)}: cells are named after it");
                }

                if (problems.Misses == before) axes.Add(new Axis(key.Text, key, list.Items));
            }
        }

        return axes.ToImmutable();
    }

    /// <summary>Whether the value can stand in the name of a cell.</summary>
    private static bool IsShown(YamlNode item) =>
        item.Size <= Limits.SweptValueLength
        && item.ToSettingValue()!.ToString() is { Length: <= Limits.SweptValueLength } text && TerminalText.Escape(text) == text;

    /// <summary>Cells that the axes make, counted without making them.</summary>
    public static double Count(ImmutableArray<Axis> sweep, ImmutableArray<Axis> zip) =>
        sweep.Aggregate(zip.IsEmpty ? 1.0 : zip.Min(axis => axis.Values.Length), (count, axis) => count * axis.Values.Length);

    public static void ReportRepeatedValues(IEnumerable<Axis> sweep, ProblemList problems)
    {
        foreach (var axis in sweep)
        {
            var seen = new HashSet<SettingValue>();
            foreach (var node in axis.Values.Where(node => !seen.Add(node.ToSettingValue()!)))
            {
                problems.Add(node.Mark, $"{node.Description} for the second time in {axis.Path}", "each value once");
            }
        }
    }

    public static void ReportUnequalLengths(ImmutableArray<Axis> zip, ProblemList problems)
    {
        foreach (var axis in zip.Skip(1).Where(axis => axis.Values.Length != zip[0].Values.Length))
        {
            problems.Add(
                axis.Key.Mark, FormattableString.Invariant($"{axis.Values.Length} values of {axis.Path} in zip"),
                FormattableString.Invariant($"{zip[0].Values.Length}, as many as of {zip[0].Path}"));
        }
    }

    /// <summary>
    /// Every combination of the sweep, the first axis slowest, with every step of the zip, fastest of all. No axes: one empty
    /// combination.
    /// </summary>
    public static IEnumerable<ImmutableArray<AxisValue>> Combinations(ImmutableArray<Axis> sweep, ImmutableArray<Axis> zip)
    {
        IEnumerable<ImmutableArray<AxisValue>> combinations = [[]];
        foreach (var axis in sweep)
        {
            combinations = combinations.SelectMany(left => axis.Values.Select(value => left.Add(new AxisValue(axis, value))));
        }

        if (zip.IsEmpty) return combinations;
        return combinations.SelectMany(left => Enumerable.Range(0, zip.Min(axis => axis.Values.Length))
            .Select(i => left.AddRange(zip.Select(axis => new AxisValue(axis, axis.Values[i])))));
    }
}
