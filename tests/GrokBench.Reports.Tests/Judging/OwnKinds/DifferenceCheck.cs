using GrokBench.Reports.Judging;
using GrokBench.Reports.Quantities;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Reports.Tests.Judging.OwnKinds;

/// <summary>Per seed: a quantity less a second one lies at or above <paramref name="AtLeast"/> and at or below <paramref name="AtMost"/> (either may be null). Several cells: in every one.</summary>
public sealed record DifferenceCheck(CellSelector Over, RunQuantity Of, RunQuantity Less, double? AtLeast, double? AtMost) : JudgedCheck
{
    public override IEnumerable<CellSelector> Selectors => [Over];

    public override IEnumerable<RunQuantity> Quantities => [Of, Less];

    public override string Text => $"{What} {Prediction}, per seed, in every cell of {Over}";

    private string What => $"{Of.Text} - {Less.Text}";

    private Prediction Prediction => new(AtLeast, AtMost);

    public override Decision Decide(Evidence evidence)
    {
        var cells = evidence.Cells(Over);
        var parts = cells.Select(cell => PerSeed.Of(
            PerSeed.Labelled(What, Evidence.ShortName(cell, cells)), cell, What,
            [.. evidence.Seeds(cell).Select(seed => (seed, seed.Read(Of) - seed.Read(Less)))], Prediction, evidence)).ToArray();
        var sentence = string.Join("; ", parts.Select(part =>
            $"{PerSeed.Lead(Evidence.ShortName(part.Cell, cells))}{What} is {PerSeed.Figure(part.Estimate)} ({part.Share(Prediction.ToString())})"));
        return PerSeed.InEvery(this, parts, sentence, [], []);
    }

    private sealed class Kind() : CheckKind(
        "difference", "Per seed, in every cell: one quantity less another lies within bounds.",
        Over, Of, new Key("less", "What is taken away.", Shape: "quantity", Required: true), AtLeast, AtMost)
    {
        public override Check? Read(CheckSection text)
        {
            var over = text.Over();
            var (of, less, (atLeast, atMost)) = (text.Quantity("of", over), text.Quantity("less", over), text.Bounds());
            return over is null || of is null || less is null ? null : new DifferenceCheck(over.Selector, (RunQuantity)of, (RunQuantity)less, atLeast, atMost);
        }
    }
}
