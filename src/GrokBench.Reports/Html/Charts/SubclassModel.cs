using System.Collections.Immutable;
using GrokBench.Models.Tasks;
using GrokBench.Reports.Html.Text;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Images;

namespace GrokBench.Reports.Html.Charts;

/// <summary>Test accuracy of every subclass over steps: a panel per class, all on the same axes.</summary>
public sealed record SubclassModel(LogScale X, Scale Y, ImmutableArray<SubclassPanel> Panels)
{
    /// <summary>Null where the task has no subclasses, or no run has their accuracies.</summary>
    public static SubclassModel? Of(CellView cell)
    {
        var lines = cell.Subclasses.Select(subclass => SubclassLine.Of(cell, subclass)).OfType<SubclassLine>().ToImmutableArray();
        if (lines.IsEmpty) return null;
        return new SubclassModel(
            CurveChartModel.Steps(cell, Layout.Panel), new LinearScale(0, 1, Layout.Panel.Bottom, Layout.Panel.Top),
            [.. lines.GroupBy(line => line.Subclass.Class).Select(panel => SubclassPanel.Of(cell, panel.Key, [.. panel]))]);
    }

    /// <summary>Kinds of subclasses that there are, the most trained first.</summary>
    public IEnumerable<Presence> Presences => Panels.SelectMany(panel => panel.Lines).Select(line => line.Presence).Distinct().Order();
}

/// <summary>A class: its own accuracy, null where no run has it, and those of its subclasses.</summary>
public sealed record SubclassPanel(int Class, CurveFamily? Whole, ImmutableArray<SubclassLine> Lines)
{
    internal static SubclassPanel Of(CellView cell, int number, ImmutableArray<SubclassLine> lines) =>
        new(number, CurveFamily.Of(cell, Subclass.SplitOfClass(number) + ".accuracy", "class", "whole"), lines);

    public string Description =>
        $"Test accuracy of class {NumberText.Count(Class)} over steps, logarithmic axis, medians over seeds. At the end " +
        $"{(Whole is null ? "" : $"{NumberText.Short(Whole.Median.Last)} in all; ")}" +
        $"{string.Join(", ", Lines.Select(line => $"subclass {NumberText.Count(line.Subclass.Number)}{Aside(line)} {NumberText.Short(line.Family.Median.Last)}"))}.";

    private static string Aside(SubclassLine line) => line.Presence == Presence.Full ? "" : $" ({WordText.Word(line.Presence)})";
}

/// <param name="Final">At the end.</param>
public sealed record SubclassLine(Subclass Subclass, Presence Presence, CurveFamily Family, Summary? Final)
{
    /// <summary>Null when no run has its accuracy, as where the test set has none of it.</summary>
    internal static SubclassLine? Of(CellView cell, Subclass subclass)
    {
        var (presence, series) = (Images.Presences.Of(subclass, cell.Subclasses), subclass.Split + ".accuracy");
        return CurveFamily.Of(cell, series, subclass.Split, WordText.Style(presence)) is { } family ? new SubclassLine(subclass, presence, family, cell.Final(series)) : null;
    }
}
