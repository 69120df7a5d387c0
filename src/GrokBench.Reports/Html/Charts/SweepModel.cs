using System.Collections.Immutable;
using GrokBench.Reports.Html.Views;

namespace GrokBench.Reports.Html.Charts;

/// <summary>A quantity of training and one of generalisation against a swept setting.</summary>
/// <param name="What">Both in words.</param>
/// <param name="Title">Values of the other swept settings; empty when there are none.</param>
/// <param name="Floor">What lies below is drawn at it.</param>
public sealed record SweepModel(
    string What, string Title, string Axis, string YLabel, string Description, Scale X, LogScale Y, double Floor, ImmutableArray<SweepSeries> Series)
{
    /// <summary>Pixels by which the two stand left and right of their cell.</summary>
    private const double Aside = 5;

    /// <summary>t_mem and t_gen. One chart per combination of the settings other than the one with most values; none where nothing trained is swept.</summary>
    public static ImmutableArray<SweepModel> Events(GroupView group) => Of(
        group, "Steps to memorise and to generalise", "step", 1, (group.Cells[0].MemorisedName, cell => cell.Memorised), (group.Cells[0].GeneralisedName, cell => cell.Generalised));

    /// <summary>The last losses, in charts as <see cref="Events"/>; none where no loss is positive and finite.</summary>
    public static ImmutableArray<SweepModel> Losses(GroupView group)
    {
        var positive = group.Cells.SelectMany(cell => (Summary?[])[cell.Final("train.loss"), cell.Final("test.loss")]).OfType<Summary>()
            .SelectMany(summary => summary.Seeds).Select(seed => seed.Value).Where(value => value > 0 && double.IsFinite(value))
            .ToImmutableArray();
        return positive.IsEmpty
            ? []
            : Of(group, "Final train and test loss", "loss", positive.Min(), ("train", cell => cell.Final("train.loss")), ("test", cell => cell.Final("test.loss")));
    }

    private static ImmutableArray<SweepModel> Of(
        GroupView group, string what, string yLabel, double floor, params ImmutableArray<(string Label, Func<CellView, Summary?> Summary)> quantities)
    {
        ImmutableArray<CellView> cells = [.. group.Cells.Where(cell => cell.HasResults)];
        if (group.Group.Axes.IsEmpty || cells.Length < 2) return [];
        var axis = group.Group.Axes.MaxBy(name => cells.Select(cell => ValueText(cell, name)).Distinct(StringComparer.Ordinal).Count())!;
        var panels = cells.GroupBy(cell => OtherText(cell, axis), StringComparer.Ordinal).ToImmutableArray();

        // Axes that are swept together leave each cell alone in its panel: then one panel shows all.
        return panels.All(panel => panel.Count() == 1)
            ? [Make("", cells)]
            : [.. panels.Where(panel => panel.Count() > 1).Select(panel => Make(panel.Key, [.. panel]))];

        SweepModel Make(string title, ImmutableArray<CellView> shown)
        {
            var places = Places(axis, shown, out var x);
            ImmutableArray<SweepSeries> series =
            [
                .. quantities.Select((item, i) => SweepSeries.Of(item.Label, FormattableString.Invariant($"s{i}"), shown, places, (2 * i - 1) * Aside, item.Summary)),
            ];
            var values = series.SelectMany(item => item.Points).Select(point => Math.Max(floor, point.Value.Value));
            var parts = shown.Select(cell => $"{ValueText(cell, axis)}: {string.Join(", ", quantities.Select(item => $"{item.Label} {Summary.Say(item.Summary(cell))}"))}");
            var heading = title.Length == 0 ? "" : $" at {title}";
            var text = $"{what} against {axis}{heading}, median and interval over seeds. {string.Join("; ", parts)}.";
            return new SweepModel(what, title, axis, yLabel, text, x, LogScale.Around(values, Layout.Plain.Bottom, Layout.Plain.Top), floor, series);
        }
    }

    /// <summary>Numbers are placed as such, on a logarithmic axis when they span a factor of twenty; anything else at equal distances.</summary>
    private static ImmutableArray<double> Places(string axis, ImmutableArray<CellView> cells, out Scale scale)
    {
        var (from, to) = (Layout.Plain.Left, Layout.Plain.Right);
        ImmutableArray<double> numbers = [.. cells.Select(cell => Value(cell, axis) is double number ? number : double.NaN)];
        var (low, high) = Extent.Of(numbers) ?? (0, 0);
        if (numbers.Any(double.IsNaN) || low == high || numbers.Distinct().Count() < numbers.Length)
        {
            scale = new CategoryScale([.. cells.Select(cell => ValueText(cell, axis))], from, to);
            return [.. Enumerable.Range(0, cells.Length).Select(index => (double)index)];
        }

        scale = low > 0 && high / low >= 20
            ? LogScale.Around(numbers, from, to, spare: 0.08)
            : LinearScale.Around(numbers, from, to, parts: 12.5);
        return numbers;
    }

    private static object? Value(CellView cell, string axis) => cell.Cell.Coordinates.First(item => item.Axis == axis).Value.Content;

    private static string ValueText(CellView cell, string axis) => cell.Cell.Coordinates.First(item => item.Axis == axis).Value.ToString();

    private static string OtherText(CellView cell, string axis) =>
        string.Join(", ", cell.Cell.Coordinates.Where(item => item.Axis != axis).Select(item => item.ToString()));
}
