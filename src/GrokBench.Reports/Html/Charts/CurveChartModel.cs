using System.Collections.Immutable;
using GrokBench.Reports.Html.Text;
using GrokBench.Reports.Html.Views;

namespace GrokBench.Reports.Html.Charts;

/// <summary>What a chart of curves shows, placed and put into words.</summary>
/// <param name="Chance">Height of the chance line; NaN for none.</param>
/// <param name="SpikePath">Step losses far above their interval's median, as path data; empty for none.</param>
public sealed record CurveChartModel(
    string YLabel,
    string Description,
    ImmutableArray<CurveFamily> Families,
    LogScale X,
    Scale Y,
    ImmutableArray<EventMark> Marks,
    double Chance,
    long Budget,
    bool ShowsBudget,
    string SpikePath)
{
    /// <summary>How many times its interval's median a step loss is before it is drawn as a spike.</summary>
    private const double SpikeFactor = 1.5;

    /// <summary>Ratio of a positive series' values from which its axis is logarithmic.</summary>
    private const double WideRange = 100;

    private static readonly ImmutableArray<string> ExtraStyles = ["s2", "s3", "s4", "s5"];

    /// <summary>Colours of the parts of a measure; there may be more parts.</summary>
    private static readonly ImmutableArray<string> PartStyles = ["c0", "c1", "c2", "c3", "c4", "c5"];

    /// <summary>What stands for the parts without a name.</summary>
    public static LegendItem UnnamedItem { get; } = new("unnamed thin", "others");

    /// <summary>Medians that are drawn without a name, as path data; empty for none.</summary>
    public string UnnamedPath { get; init; } = "";

    /// <summary>Null when no run has an accuracy.</summary>
    public static CurveChartModel? Accuracy(CellView cell)
    {
        var families = Splits(cell, "accuracy");
        if (families.IsEmpty) return null;
        var y = new LinearScale(0, 1.02, Layout.Curve.Bottom, Layout.Curve.Top);
        var chance = double.IsNaN(cell.Chance) ? "" : $" Chance is {NumberText.Short(cell.Chance)}.";
        var text = $"Accuracy over steps, logarithmic axis, {Seeds(cell)}. {Events(cell)} Final median {Finals(families)}.{chance}";
        return Make("accuracy", cell, families, y, text, cell.Chance, "");
    }

    /// <summary>Null when no run has a loss.</summary>
    public static CurveChartModel? Loss(CellView cell)
    {
        var families = Splits(cell, "loss");
        if (families.IsEmpty) return null;
        var highest = Values(cell, "step-loss.max");
        var y = LogScale.Around(AllValues(families).Concat(highest), Layout.Curve.Bottom, Layout.Curve.Top);
        var peaks = string.Join(", ", families.Select(family => $"{family.Label} {NumberText.Short(Extent.Of(family.Median.Values)?.High ?? double.NaN)}"));
        var spikes = SpikesOf(cell, XScale(cell), y);
        var spikeText = highest.Length > 0 ? $" Largest training loss of a single step {NumberText.Short(highest.Max())}." : "";
        var text = $"Loss over steps, both axes logarithmic, {Seeds(cell)}. Highest median {peaks}. Final median {Finals(families)}.{spikeText}";
        return Make("loss", cell, families, y, text, double.NaN, spikes);
    }

    /// <summary>
    /// The losses of one network and of its parts, as Nanda et al. 2023 draw them: training, test, restricted and excluded loss of the cell's first run. One run, as the moments at which
    /// such curves bend differ from seed to seed. Null when the first run has no parts.
    /// </summary>
    /// <param name="measure">A measure with the parts <c>restricted</c> and <c>excluded</c>.</param>
    public static CurveChartModel? CircuitLosses(CellView cell, string measure)
    {
        if (cell.Trained.IsEmpty) return null;
        var first = new CellView(cell.Cell, [cell.Trained[0]]);
        (string Series, string Label, string Style)[] parts =
            [("train.loss", "train", "s0"), ("test.loss", "test", "s1"), ($"{measure}/restricted", "restricted", "s2"), ($"{measure}/excluded", "excluded", "s3")];
        ImmutableArray<CurveFamily> families = [.. parts.Select(part => CurveFamily.Of(first, part.Series, part.Label, part.Style)).OfType<CurveFamily>()];
        if (families.Length < parts.Length) return null;
        var y = LogScale.Around(AllValues(families), Layout.Curve.Bottom, Layout.Curve.Top);
        var text = $"Losses of seed {NumberText.Count((long)cell.Trained[0].Seed)} over steps, both axes logarithmic. {Events(first)} Final {Finals(families)}.";
        return Make("loss", first, families, y, text, double.NaN, "");
    }

    /// <summary>Any other series; null when no run has it.</summary>
    public static CurveChartModel? Measure(CellView cell, string series)
    {
        if (CurveFamily.Of(cell, series, series, "s2") is not { } family) return null;
        var y = Around(AllValues([family]));
        var text = $"{series} over steps, logarithmic axis, {Seeds(cell)}. {Course(family.Median)}";
        return Make(series, cell, [family], y, text, double.NaN, "");
    }

    /// <summary>"Median 3 at the start, highest 8 at step 40, 2 at the end.", of the finite values.</summary>
    private static string Course(SeedCurve median)
    {
        var finite = median.Values.Where(double.IsFinite).ToImmutableArray();
        if (finite.IsEmpty) return $"The median is finite at no step, {NumberText.Short(median.Last)} at the end.";
        var peak = median.Steps[median.Values.IndexOf(finite.Max())];
        return $"Median {NumberText.Short(finite[0])} at the start, "
            + $"highest {NumberText.Short(finite.Max())} at step {NumberText.Count(peak)}, {NumberText.Short(finite[^1])} at the end.";
    }

    /// <summary>
    /// The medians of a measure's parts: of those that end highest as many as the legend has room for with a colour and a name each, the others without.
    /// Null when no run has any.
    /// </summary>
    public static CurveChartModel? Parts(CellView cell, IGrouping<string, string> parts)
    {
        var all = parts.Select(series => CurveFamily.Of(cell, series, series[(parts.Key.Length + 1)..], "")).OfType<CurveFamily>()
            .OrderByDescending(family => family.Median.Last).ToImmutableArray();
        if (all.IsEmpty) return null;
        var room = Layout.Curve.Right - UnnamedItem.Width;
        var named = all.Zip(PartStyles, (family, style) => family with { Style = style, Seeds = [] })
            .TakeWhile(family => (room -= new LegendItem(family.Style, family.Label).Width) >= 0).ToImmutableArray();
        var unnamed = all[named.Length..];
        var y = Around(all.SelectMany(family => family.Median.Values));
        var x = XScale(cell);
        var rest = unnamed.IsEmpty ? "" : $", {WordText.Plural(unnamed.Length, "other")} at most {NumberText.Short(unnamed[0].Median.Last)}";
        var text = $"Median of {parts.Key} over steps, logarithmic axis, by part, {Seeds(cell)}. At the end {Finals(named)}{rest}.";
        return Make("", cell, named, y, text, double.NaN, "") with
        {
            UnnamedPath = string.Concat(unnamed.Select(family => PathData.Line(family.Median.Steps.Zip(family.Median.Values, (step, value) => (x.At(step), y.At(value)))))),
        };
    }

    private static Scale Around(IEnumerable<double> values)
    {
        ImmutableArray<double> known = [.. values.Where(double.IsFinite)];
        return !known.IsEmpty && known.Min() > 0 && known.Max() / known.Min() >= WideRange
            ? LogScale.Around(known, Layout.Curve.Bottom, Layout.Curve.Top)
            : LinearScale.Around(known, Layout.Curve.Bottom, Layout.Curve.Top);
    }

    private static CurveChartModel Make(
        string label, CellView cell, ImmutableArray<CurveFamily> families, Scale y, string description, double chance, string spikes) =>
        new(label, description, families, XScale(cell), y, MarksOf(cell), chance, cell.Budget, ShowsBudgetOf(cell), spikes);

    /// <summary>Train and test first, then the task's other splits but for numbered ones (<c>subclass:3</c>), which <see cref="SubclassModel"/> shows.</summary>
    private static ImmutableArray<CurveFamily> Splits(CellView cell, string what)
    {
        var suffix = "." + what;
        var others = cell.Series.Where(name => name.EndsWith(suffix, StringComparison.Ordinal)).Select(name => name[..^suffix.Length])
            .Where(split => split is not ("train" or "test") && !split.Contains(':', StringComparison.Ordinal));
        (string Split, string Style)[] all = [("train", "s0"), ("test", "s1"), .. others.Zip(ExtraStyles)];
        return [.. all.Select(item => CurveFamily.Of(cell, item.Split + suffix, item.Split, item.Style)).OfType<CurveFamily>()];
    }

    /// <summary>From the first evaluation after step 0 to the budget, or to the last step where the budget lies more than one and a half decades beyond it.</summary>
    internal static LogScale Steps(CellView cell, Layout layout)
    {
        var first = cell.Trained.SelectMany(run => run.Result!.Curve.Steps.Where(step => step > 0).Take(1)).DefaultIfEmpty(1).Min();
        var last = Math.Max(ShowsBudgetOf(cell) ? cell.Budget : cell.LastStep, 2 * first);
        return new LogScale(first, last, layout.Left, layout.Right, withZero: true);
    }

    private static LogScale XScale(CellView cell) => Steps(cell, Layout.Curve);

    private static bool ShowsBudgetOf(CellView cell) => cell.Budget >= cell.LastStep && cell.Budget <= 30 * cell.LastStep;

    private static ImmutableArray<EventMark> MarksOf(CellView cell)
    {
        EventMark?[] marks =
        [
            EventMark.Of(cell.MemorisedName, "s0", 0, cell.Memorised),
            EventMark.Of(cell.GeneralisedName, "s1", 1, cell.Generalised),
            .. Enumerable.Range(0, cell.StageCount).Select(stage => EventMark.Of(StageName(stage), "s5", EventMark.InsideRow, cell.StageStart(stage))),
        ];
        return [.. marks.OfType<EventMark>()];
    }

    private static string StageName(int stage) => $"stage {NumberText.Count(stage + 1)}";

    /// <summary>A vertical stroke from the median to the largest step loss of each interval that spiked; those of several seeds that overlap are one.</summary>
    private static string SpikesOf(CellView cell, LogScale x, Scale y) => string.Concat(
        from run in cell.Trained
        let curve = run.Result!.Curve
        where curve.Series.ContainsKey("step-loss.max") && curve.Series.ContainsKey("step-loss.median")
        from spike in curve.Steps.Zip(curve.Series["step-loss.median"], curve.Series["step-loss.max"])
        where spike.Second > 0 && spike.Third > SpikeFactor * spike.Second
        group (From: y.At(spike.Second), To: y.At(spike.Third)) by NumberText.Length(Math.Round(x.At(spike.First))) into column
        from stroke in Joined(column)
        select $"M{column.Key} {NumberText.Length(stroke.From)}V{NumberText.Length(stroke.To)}");

    /// <summary>The union of strokes, each from a lower place (larger pixel) to a higher one.</summary>
    private static IEnumerable<(double From, double To)> Joined(IEnumerable<(double From, double To)> strokes)
    {
        (double From, double To)? open = null;
        foreach (var stroke in strokes.OrderByDescending(stroke => stroke.From))
        {
            if (open is var (from, to) && stroke.From >= to)
            {
                open = (from, Math.Min(to, stroke.To));
                continue;
            }

            if (open is { } done) yield return done;
            open = stroke;
        }

        if (open is { } last) yield return last;
    }

    private static IEnumerable<double> AllValues(ImmutableArray<CurveFamily> families) =>
        families.SelectMany(family => family.Seeds).SelectMany(seed => seed.Values);

    private static ImmutableArray<double> Values(CellView cell, string series) =>
        [.. cell.Trained.SelectMany(run => run.Result!.Curve.Series.GetValueOrDefault(series, [])).Where(double.IsFinite)];

    private static string Seeds(CellView cell) => WordText.Plural(cell.Trained.Length, "seed");

    private static string Finals(ImmutableArray<CurveFamily> families) =>
        string.Join(", ", families.Select(family => $"{family.Label} {NumberText.Short(family.Median.Last)}"));

    private static string Events(CellView cell)
    {
        var censored = cell.CensoredCount > 0 ? $", {NumberText.Count(cell.CensoredCount)} of {WordText.Plural(cell.Trained.Length, "seed")} censored" : "";
        var stages = string.Concat(Enumerable.Range(0, cell.StageCount).Select(stage => $" {StageName(stage)} from step {Summary.Say(cell.StageStart(stage))}."));
        return $"{cell.MemorisedName}: median {Summary.Say(cell.Memorised)}; {cell.GeneralisedName}: median {Summary.Say(cell.Generalised)}{censored}.{stages}";
    }
}
