using System.Collections.Immutable;
using GrokBench.Suites.Yaml.Nodes;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>What a check along a swept setting demands of the cells it speaks about.</summary>
internal static class AxisChecks
{
    /// <summary>
    /// The cells are one series along the axis: enough of them, each with a number of its own, and alike in every other swept setting.
    /// Those of a zip are not, where what advances
    /// with the axis takes different values.
    /// </summary>
    /// <param name="least">How many cells the statistic needs.</param>
    public static void OneSeries(Selection over, string axis, int least, bool positive, ProblemList problems)
    {
        if (over.Group is null) return;
        var values = over.Cells.Select(cell => cell.Coordinates.First(coordinate => coordinate.Axis == axis).Value).ToImmutableArray();
        if (values.FirstOrDefault(value => value.Content is not double number || (positive && number <= 0)) is { } wrong)
        {
            problems.Add(over.Node.Mark, $"{axis} {wrong} in {over.Selector}", positive ? "positive numbers along the axis" : "numbers along the axis");
        }
        else if (values.GroupBy(value => value).FirstOrDefault(same => same.Count() > 1) is { } several)
        {
            var others = NameList.Of([.. over.Group.Axes.Where(other => other != axis)]);
            problems.Add(
                over.Node.Mark, FormattableString.Invariant($"{several.Count()} cells of {over.Selector} with {axis} {several.Key}"),
                $"one for each value (choose a value of {others} with where)");
        }
        else if (over.Group.Axes.Where(other => other != axis && Differs(over, other)).ToImmutableArray() is { IsEmpty: false } advancing)
        {
            problems.Add(
                over.Node.Mark, $"cells of {over.Selector} that differ in {NameList.Of(advancing, " and ")} as well as in {axis}",
                $"cells that differ in {axis} alone: sweep it, where a zip changes several settings at once");
        }
        else if (values.Length < least)
        {
            problems.Add(
                over.Node.Mark, FormattableString.Invariant($"{values.Length} values of {axis} in {over.Selector}"),
                FormattableString.Invariant($"at least {least}"));
        }
    }

    private static bool Differs(Selection over, string axis) =>
        over.Cells.Select(cell => cell.Coordinates.First(coordinate => coordinate.Axis == axis).Value).Distinct().Skip(1).Any();

    public static void SingleCell(Selection? selection, ProblemList problems)
    {
        if (selection is not { Cells.Length: > 1 }) return;
        problems.Add(
            selection.Node.Mark, FormattableString.Invariant($"{selection.Cells.Length} cells in {selection.Selector}"),
            "a single cell (choose one with where)");
    }
}
