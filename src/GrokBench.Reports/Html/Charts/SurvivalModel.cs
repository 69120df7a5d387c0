using System.Collections.Immutable;
using GrokBench.Reports.Html.Text;
using GrokBench.Reports.Html.Views;

namespace GrokBench.Reports.Html.Charts;

/// <summary>The share of a cell's seeds that had generalised by each step.</summary>
public sealed record SurvivalModel(string Description, LogScale X, LinearScale Y, ImmutableArray<SurvivalCurve> Curves)
{
    /// <summary>As many as there are colours that everybody can tell apart.</summary>
    public const int MostCells = 7;

    /// <summary>Null where nothing was trained or there are more cells than colours.</summary>
    public static SurvivalModel? Of(GroupView group)
    {
        ImmutableArray<CellView> cells = [.. group.Cells.Where(cell => cell.Trained.Any(run => run.Generalised is not null))];
        if (cells.IsEmpty || cells.Length > MostCells) return null;
        var last = Math.Max(cells.Max(cell => cell.LastStep), 2);
        var steps = cells.SelectMany(cell => cell.Trained).Select(run => run.GeneralisedStep.Value).Where(step => step >= 1).DefaultIfEmpty(1).Min();
        var x = new LogScale(Math.Min(steps / 2, last / 2.0), last * 1.05, Layout.Plain.Left, Layout.Plain.Right);
        var y = new LinearScale(0, 1.03, Layout.Plain.Bottom, Layout.Plain.Top);
        var curves = cells.Select((cell, index) => SurvivalCurve.Of(cell, $"c{index}", x, y)).ToImmutableArray();
        var parts = cells.Select(cell =>
            $"{cell.Cell.Name}: {NumberText.Count(cell.GeneralisedCount)} of {WordText.Plural(cell.Trained.Length, "seed")}, median {cell.GeneralisedName} {Summary.Say(cell.Generalised)}");
        return new SurvivalModel($"Share of seeds that have generalised by a step. {string.Join("; ", parts)}.", x, y, curves);
    }
}

/// <param name="Path">A staircase that rises by one seed's share at its t_gen.</param>
/// <param name="End">Where the last run of the cell ended.</param>
public sealed record SurvivalCurve(string Label, string Style, string Path, (double X, double Y) End, bool AnyCensored)
{
    public static SurvivalCurve Of(CellView cell, string style, Scale x, Scale y)
    {
        var seeds = cell.Trained.Where(run => run.Generalised is not null).ToImmutableArray();
        var steps = seeds.Where(run => run.GeneralisedStep.Exact).Select(run => run.GeneralisedStep.Value).Order().ToImmutableArray();
        var path = $"M{NumberText.Length(x.From)} {NumberText.Length(y.At(0))}"
            + string.Concat(steps.Select((step, index) => $"H{NumberText.Length(x.At(step))}V{NumberText.Length(y.At((index + 1.0) / seeds.Length))}"))
            + $"H{NumberText.Length(x.At(cell.LastStep))}";
        var label = cell.Cell.Coordinates.IsEmpty ? cell.Cell.Group : string.Join(", ", cell.Cell.Coordinates.Select(item => item.Value.ToString()));
        return new SurvivalCurve(label, style, path, (x.At(cell.LastStep), y.At((double)steps.Length / seeds.Length)), steps.Length < seeds.Length);
    }
}
