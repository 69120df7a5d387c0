using System.Collections.Immutable;
using GrokBench.Reports.Html.Text;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Html.Charts;

/// <summary>Estimates that share a predicted range, with their intervals, on one axis.</summary>
/// <param name="Decided">Whether verdicts are shown: not for weak claims.</param>
public sealed record IntervalModel(string Description, Scale X, double? AtLeast, double? AtMost, bool Decided, ImmutableArray<IntervalRow> Rows, Layout Layout)
{
    private const double RowHeight = 50;

    /// <summary>More height for a row whose label leaves no room for its numbers.</summary>
    private const double LineHeight = 14;

    /// <summary>Letters of label and numbers that fit beside each other, and of a label alone.</summary>
    private const int LettersTogether = 78, LettersAlone = 84;

    /// <summary>Spread of the numbers from which the axis is logarithmic.</summary>
    private const double LogFrom = 6;

    /// <summary>One chart per predicted range, in the order of the estimates.</summary>
    public static ImmutableArray<IntervalModel> Of(ClaimResult claim) =>
        [.. claim.Estimates.GroupBy(estimate => (estimate.AtLeast, estimate.AtMost)).Select(group => Make(claim, [.. group]))];

    private static IntervalModel Make(ClaimResult claim, ImmutableArray<Estimate> estimates)
    {
        const double top = 8;
        var decided = claim.Verdict is not null;
        var bottom = top;
        var rows = ImmutableArray.CreateBuilder<IntervalRow>(estimates.Length);
        foreach (var estimate in estimates)
        {
            var label = SeedsBehind.Label(claim, estimate);
            var numbersOf = IntervalRow.NumbersOf(estimate, decided);
            var stacked = label.Length + numbersOf.Length > LettersTogether;
            rows.Add(new IntervalRow(estimate, Fit(label), numbersOf, Seeds(claim, estimate), bottom, stacked ? LineHeight : 0));
            bottom += RowHeight + (stacked ? LineHeight : 0);
        }

        var layout = new Layout(560, bottom + 36, 10, top, 550, bottom);
        var numbers = rows.SelectMany(row => row.Seeds.Select(seed => seed.Value).Concat([row.Estimate.Value, row.Estimate.Low, row.Estimate.High]))
            .Concat([estimates[0].AtLeast ?? double.NaN, estimates[0].AtMost ?? double.NaN]).Where(double.IsFinite).ToImmutableArray();
        var text = string.Join(" ", estimates.Select(estimate => Say(SeedsBehind.Label(claim, estimate), estimate, decided)));
        return new IntervalModel(text, Axis(numbers, layout), estimates[0].AtLeast, estimates[0].AtMost, decided, rows.MoveToImmutable(), layout);
    }

    /// <summary>Cut in the middle: what was estimated stands at the start, the cell at the end.</summary>
    private static string Fit(string label) => label.Length <= LettersAlone ? label : $"{label[..(LettersAlone / 2)]}…{label[^(LettersAlone / 2 - 1)..]}";

    /// <summary>Ratios that span a factor of six or more stand on a logarithmic axis.</summary>
    private static Scale Axis(ImmutableArray<double> numbers, Layout layout)
    {
        var (low, high) = Extent.Of(numbers) ?? (0, 1);
        return low > 0 && high / low >= LogFrom ? LogScale.Around(numbers, layout.Left, layout.Right) : LinearScale.Around(numbers, layout.Left, layout.Right);
    }

    private static ImmutableArray<SeedEvidence> Seeds(ClaimResult claim, Estimate estimate) =>
        SeedsBehind.Of(claim, estimate) is { } cell ? [.. cell.Seeds.Where(seed => double.IsFinite(seed.Value))] : [];

    /// <summary>"t_gen / t_mem, addition: 18.2, 93.8 % interval 12 to beyond 40; predicted at least 10: reproduced."</summary>
    private static string Say(string label, Estimate estimate, bool decided)
    {
        var prediction = (estimate.AtLeast, estimate.AtMost) switch
        {
            ({ } least, { } most) => $"predicted between {NumberText.Short(least)} and {NumberText.Short(most)}",
            ({ } least, null) => $"predicted at least {NumberText.Short(least)}",
            (null, { } most) => $"predicted at most {NumberText.Short(most)}",
            _ => "no bound predicted",
        };
        var numbers = IntervalRow.IsUnknown(estimate)
            ? IntervalRow.NumbersOf(estimate, decided: false)
            : $"{NumberText.Known(estimate.Value, estimate.Bound)}, {(estimate.IsNominal ? "nominal " : "")}{NumberText.Percent(estimate.Coverage)} interval "
                + $"{NumberText.End(estimate.Low)} to {NumberText.End(estimate.High)}";
        var verdict = decided ? $": {WordText.Word(estimate.Verdict)}{IntervalRow.RefutationOf(estimate)}" : "";
        return $"{label}: {numbers}, {prediction}{verdict}.";
    }
}

/// <summary>One estimate's line.</summary>
/// <param name="Label">The estimate's, shortened where it is too long for the chart.</param>
/// <param name="Numbers">The estimate's in words, without its verdict.</param>
/// <param name="Top">Pixel at which its row begins.</param>
/// <param name="Extra">Pixels by which the numbers stand below the label instead of beside it.</param>
public sealed record IntervalRow(Estimate Estimate, string Label, string Numbers, ImmutableArray<SeedEvidence> Seeds, double Top, double Extra)
{
    public double Middle => Top + 27 + Extra;

    /// <summary>The seeds' own line, under the interval.</summary>
    public double SeedLine => Middle + 14;

    /// <summary>Whether there is neither a value nor an end of the interval, as where two censored times are divided in most seeds.</summary>
    public static bool IsUnknown(Estimate estimate) => double.IsNaN(estimate.Value) && double.IsInfinity(estimate.Low) && double.IsInfinity(estimate.High);

    /// <summary>"18.2 [12, 40]"; "18.2 [12, 40], p = 0.03, corrected 0.12" where it alone would refute and verdicts are shown.</summary>
    public static string NumbersOf(Estimate estimate, bool decided) => IsUnknown(estimate)
        ? estimate.Seeds == 0 ? "no value" : $"no value in most seeds, one in {NumberText.Count(estimate.Seeds)}"
        : $"{NumberText.Known(estimate.Value, estimate.Bound)} {NumberText.Interval(estimate.Low, estimate.High)}{(decided ? RefutationOf(estimate) : "")}";

    /// <summary>", p = 0.03, corrected 0.12"; empty where the estimate alone would not refute.</summary>
    public static string RefutationOf(Estimate estimate) => estimate is { Refutation: <= NearlyAll.Level and var alone, Corrected: { } corrected }
        ? $", p = {NumberText.Short(alone)}, corrected {NumberText.Short(corrected)}"
        : "";
}
