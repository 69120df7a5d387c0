using GrokBench.Models.Kinds;
using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Reports.Judging.Checks;

/// <summary>
/// Per pair of equal seeds: a quantity in A is at least <paramref name="Factor"/> times the quantity in B, at a factor of 1 greater
/// (single cells each). Values below 0 have no
/// such ratio: at a factor of 1 their difference takes its place, at another one the seed tells nothing.
/// </summary>
public sealed record PairedCheck(CellSelector Of, CellSelector Than, RunQuantity Quantity, double Factor) : JudgedCheck
{
    public override IEnumerable<CellSelector> Selectors => [Of, Than];

    public override IEnumerable<RunQuantity> Quantities => [Quantity, .. Warnings.Reads(Quantity), .. LateEvent.Reads(Quantity)];

    public override string Text => Factor == 1
        ? $"{Quantity.Text} in {Of} greater than in {Than}, per pair of equal seeds"
        : $"{Quantity.Text} in {Of} at least {Figures.Write(Factor)} times that in {Than}, per pair of equal seeds";

    public override Decision Decide(Evidence evidence)
    {
        if (evidence.Cells(Of) is not [var cell] || evidence.Cells(Than) is not [var than])
            throw new ArgumentException($"pairs are made of two cells; '{Of}' and '{Than}' choose more or none");
        CellEvidence[] raw = [evidence.Show(cell, Quantity), evidence.Show(than, Quantity)];
        var partners = evidence.Seeds(than).ToDictionary(seed => seed.Seed);
        (SeedReadings Seed, Reading? Left, Reading? Right)[] pairs =
        [
            .. evidence.Seeds(cell).Where(seed => partners.ContainsKey(seed.Seed)).Select(seed => (seed, seed.Read(Quantity), partners[seed.Seed].Read(Quantity))),
        ];
        var byDifference = Factor == 1 && (Quantity.Signed || pairs.Any(pair => pair.Left is { Exact: true, Low: < 0 } || pair.Right is { Exact: true, Low: < 0 }));
        var (prediction, even) = byDifference ? (new Prediction(0, null), 0) : (new Prediction(Factor, null), 1);
        var label = $"{Quantity.Text}, {cell.Name} {(byDifference ? "-" : "/")} {than.Name}";

        // A tie, equal values or both censored, keeps its place in the ranks and counts for neither answer.
        var compared = pairs.Select(pair => (pair.Seed, Value: Compared(pair.Left, pair.Right, byDifference))).ToArray();
        if (compared.All(pair => pair.Value is null)) return new Decision(Text, $"{cell.Name} and {than.Name} have no seed in common", [prediction.Undecided(label)], [.. raw], []);
        var judged = compared.Select(pair => (pair.Seed, pair.Value, Holds: pair.Value is { } value && !IsTie(value, even) ? prediction.Holds(value) : null)).ToArray();
        bool?[] answers = [.. judged.Where(pair => pair.Value is not null).Select(pair => pair.Holds)];
        var late = Factor >= 1 ? LateEvent.Of(Quantity, cell, evidence) : null;
        var part = PerSeed.Of(label, cell, label, judged, prediction, Prediction.MedianHolds(answers), evidence).Unless(late);

        var ties = judged.Count(pair => pair.Value is { } value && IsTie(value, even));
        var asked = byDifference ? "above 0" : Factor == 1 ? "above 1" : prediction.ToString();
        var share = $"{part.Estimate.SeedsHolding} of {Figures.Count(answers.Length, "pair")} {asked}{(ties > 0 ? $", {Figures.Count(ties, "tie")}" : "")}";
        var sentence = Quantity is EventStep && pairs.All(pair => pair.Left is not { Exact: true } && pair.Right is not { Exact: true })
            ? $"{Quantity.Text} came within the budget in no seed of {cell.Name} or {than.Name}"
            : byDifference
                ? $"{Quantity.Text} in {cell.Name} exceeds that in {than.Name} by {PerSeed.Figure(part.Estimate)} ({share})"
                : $"{Quantity.Text} in {cell.Name} is {PerSeed.Figure(part.Estimate)} times that in {than.Name} ({share}){late?.Words}";
        return PerSeed.InEvery(this, [part], sentence, raw, byDifference ? [] : Warnings.CoarsePairs(cell, than, Quantity, prediction, evidence));
    }

    private static Reading? Compared(Reading? left, Reading? right, bool byDifference)
    {
        if (left is not { } of || right is not { } than) return null;
        return byDifference ? of - than : of is { Exact: true, Low: < 0 } || than is { Exact: true, Low: < 0 } ? Reading.Unknown : of / than;
    }

    private bool IsTie(Reading value, double even) => value.Bound == Bound.Unknown || (Factor == 1 && value == Reading.Exactly(even));

    private sealed class Kind() : CheckKind(
        "greater", "Per pair of equal seeds: a quantity is greater (an event later) in one cell than in another.",
        Of, Cells("in", "The cell where it is greater."), Cells("than", "The cell where it is smaller."),
        new Key("factor", "By at least this factor; 1 where not stated.", SettingType.Number(0, leastExcluded: true)))
    {
        public override Check? Read(CheckSection text)
        {
            var (of, than) = (text.Cells("in"), text.Cells("than"));
            var quantity = text.Quantity("of", of, than);
            text.SingleCell(of);
            text.SingleCell(than);
            text.Differ(of, than);
            text.CommonSeeds(of, than, Prediction.LeastSeeds);
            text.Varies("of", quantity, of, than);
            var factor = text.Number("factor") ?? 1;
            if (quantity is EventStep) text.Fineness("factor", factor, of, than);
            if (factor != 1 && quantity is { Signed: true })
                text.Problem("factor", FormattableString.Invariant($"a factor of {factor} between values of {quantity.Text}, which may be below 0"), "no factor: greater is then told by the difference");
            return of is null || than is null || quantity is null ? null : new PairedCheck(of.Selector, than.Selector, (RunQuantity)quantity, factor);
        }
    }
}
