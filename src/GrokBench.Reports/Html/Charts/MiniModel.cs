using System.Collections.Immutable;
using GrokBench.Reports.Html.Views;

namespace GrokBench.Reports.Html.Charts;

/// <summary>A cell's thumbnail, drawn: median train and test accuracy over steps.</summary>
/// <param name="Mark">See <see cref="CellView.Mark"/>.</param>
/// <param name="Description">For whoever does not see it.</param>
/// <param name="Lines">Style class and path of each curve; none where the cell has no accuracy.</param>
public sealed record MiniModel(string Cell, string Mark, string Description, ImmutableArray<(string Style, string Path)> Lines)
{
    public static MiniModel Of(CellView cell)
    {
        var model = CurveChartModel.Accuracy(cell);
        return new(
            cell.Cell.Name, cell.Mark, model?.Description ?? "",
            model is null ? [] : [.. model.Families.Take(2).Select(family => (family.Style, Path(model, family.Median)))]);
    }

    /// <summary>The chart's own pixels, shrunk.</summary>
    private static string Path(CurveChartModel model, SeedCurve curve)
    {
        var y = new LinearScale(0, 1, 42, 4);
        var shrink = 146 / (Layout.Curve.Right - Layout.Curve.Left);
        return PathData.Line(curve.Steps.Zip(curve.Values, (step, value) => (2 + ((model.X.At(step) - Layout.Curve.Left) * shrink), y.At(value))), 0.8);
    }
}
