using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Reports.Judging.Checks;

/// <summary>
/// Per seed: a quantity, or its ratio to a second one, lies at or above <paramref name="AtLeast"/> and at or below <paramref
/// name="AtMost"/> (either may be null).
/// Several cells: in every one.
/// </summary>
public sealed record ThresholdCheck(CellSelector Over, RunQuantity Of, RunQuantity? To, double? AtLeast, double? AtMost) : JudgedCheck
{
    public override IEnumerable<CellSelector> Selectors => [Over];

    public override IEnumerable<RunQuantity> Quantities => [Of, .. To is null ? [] : new[] { To }, .. Warnings.Reads(Of), .. Warnings.Reads(To), .. LateEvent.Reads(Of), .. To is null ? [] : LateEvent.Reads(To)];

    public override string Text => $"{What} {Prediction}, per seed, in every cell of {Over}";

    private Prediction Prediction => new(AtLeast, AtMost);

    /// <summary><c>t_gen / t_mem</c>, or the quantity alone.</summary>
    private string What => To is null ? Of.Text : $"{Of.Text} / {To.Text}";

    public override Decision Decide(Evidence evidence)
    {
        var cells = evidence.Cells(Over);
        var parts = cells.Select(cell => OfCell(cell, PerSeed.Labelled(What, cells.Length == 1 ? "" : cell.Name), evidence).Unless(Late(cell, evidence))).ToArray();
        var sentence = string.Join("; ", parts.Select(part =>
        {
            var lead = PerSeed.Lead(Evidence.ShortName(part.Cell, cells));
            if (Never(part.Cell, evidence) is { } nothing) return lead + nothing;
            var figure = $"{Of.Text} is {PerSeed.Figure(part.Estimate)}{(To is null ? "" : $" times {To.Text}")}";
            return $"{lead}{figure} ({part.Share(Prediction.ToString())}){Late(part.Cell, evidence)?.Words}";
        }));
        return PerSeed.InEvery(this, parts, sentence, [], cells.SelectMany(cell => Warnings.CoarseMargin(cell, Of, To, Prediction, evidence)));
    }

    private PerSeed OfCell(Cell cell, string label, Evidence evidence)
    {
        var seeds = evidence.Seeds(cell).Select(seed => (Seed: seed, Shown: seed.Read(Of, To), Known: Known(seed))).ToArray();
        return PerSeed.Of(
            label, cell, What, [.. seeds.Select(seed => (seed.Seed, seed.Shown, seed.Known is { } known ? Prediction.Holds(known) : null))], Prediction,
            Prediction.MedianHolds([.. seeds.Select(seed => seed.Known).OfType<Reading>()]), evidence);
    }

    /// <summary>
    /// What is known of a seed's value. Two events on one evaluation may have happened anywhere since the one before: all that is known
    /// of their ratio is that it lies between
    /// these two steps divided either way.
    /// </summary>
    private Reading? Known(SeedReadings seed)
    {
        var shown = seed.Read(Of, To);
        if (Of is not EventStep later || To is not EventStep || shown != Reading.Exactly(1)) return shown;
        var (at, before) = (seed.Read(Of)!.Value.Low, seed.Read(new EvaluationBefore(later.Event))!.Value.Low);
        return before > 0 ? new Reading(before / at, at / before) : Reading.Unknown;
    }

    /// <summary>
    /// What is predicted to come late: the quantity that is at least so much, or the one that another is at most so many times of. Null
    /// where nothing is.
    /// </summary>
    private LateEvent? Late(Cell cell, Evidence evidence) =>
        AtLeast is not null ? LateEvent.Of(Of, cell, evidence) : To is not null ? LateEvent.Of(To, cell, evidence) : null;

    /// <summary>Where two times are compared of which neither came in any seed, there is no number to show.</summary>
    private string? Never(Cell cell, Evidence evidence)
    {
        if (Of is not EventStep || To is not EventStep) return null;
        var (later, earlier) = (evidence.Read(cell, Of), evidence.Read(cell, To));
        return later.Concat(earlier).Any(reading => reading.Exact)
            ? null : $"neither {Of.Text} nor {To.Text} came within the budget in any of {Figures.Count(later.Length, "seed")}";
    }

    private static ThresholdCheck? Read(CheckSection text, bool ratio)
    {
        var over = text.Over();
        var (of, to) = (text.Quantity("of", over), ratio ? text.Quantity("to", over) : null);
        var (atLeast, atMost) = text.Bounds();
        text.Differ("to", of, to);
        if (of is EventStep later && to is EventStep)
        {
            text.Fineness("at-least", atLeast, over);
            text.Fineness("at-most", atMost, over);
            text.Reach("at-least", atLeast, later.Event, over);
        }

        return over is null || of is null ? null : new ThresholdCheck(over.Selector, (RunQuantity)of, (RunQuantity?)to, atLeast, atMost);
    }

    private sealed class ValueKind() : CheckKind("value", "Per seed, in every cell: a quantity lies within bounds.", Over, Of, AtLeast, AtMost)
    {
        public override Check? Read(CheckSection text) => ThresholdCheck.Read(text, ratio: false);
    }

    private sealed class RatioKind() : CheckKind(
        "ratio", "Per seed, in every cell: one quantity divided by another lies within bounds.",
        Over, Of, new Key("to", "The divisor.", Shape: "quantity", Required: true), AtLeast, AtMost)
    {
        public override Check? Read(CheckSection text) => ThresholdCheck.Read(text, ratio: true);
    }
}
