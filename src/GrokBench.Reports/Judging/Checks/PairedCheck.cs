using GrokBench.Models.Kinds;
using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml;
using GrokBench.Suites.Yaml.Claims;

namespace GrokBench.Reports.Judging.Checks;

/// <summary>Per pair of equal seeds: a quantity in A is at least <paramref name="Factor"/> times that in B, at a factor of 1 greater (single cells each).</summary>
public sealed record PairedCheck(CellSelector Of, CellSelector Than, RunQuantity Quantity, double Factor) : JudgedCheck
{
    public override IEnumerable<CellSelector> Selectors => [Of, Than];

    public override IEnumerable<RunQuantity> Quantities => [Quantity, .. Warnings.Reads(Quantity)];

    public override string Text => Factor == 1
        ? $"{Quantity.Text} in {Of} greater than in {Than}, per pair of equal seeds"
        : $"{Quantity.Text} in {Of} at least {Figures.Write(Factor)} times that in {Than}, per pair of equal seeds";

    private Prediction Prediction => new(Factor, null);

    public override Decision Decide(Evidence evidence)
    {
        if (evidence.Cells(Of) is not [var cell] || evidence.Cells(Than) is not [var than])
            throw new ArgumentException($"pairs are made of two cells; '{Of}' and '{Than}' choose more or none");
        CellEvidence[] raw = [evidence.Show(cell, Quantity), evidence.Show(than, Quantity)];
        var partners = evidence.Seeds(than).ToDictionary(seed => seed.Seed);
        var pairs = evidence.Seeds(cell).Where(seed => partners.ContainsKey(seed.Seed)).Select(seed => (Seed: seed, Ratio: Ratio(seed, partners[seed.Seed]))).ToArray();
        if (pairs.All(pair => pair.Ratio is null))
            return new Decision(Text, Verdict.Inconclusive, $"{cell.Name} and {than.Name} have no seed in common", [], [.. raw], []);

        var label = $"{Quantity.Text}, {cell.Name} / {than.Name}";

        // A tie, equal values or both censored, keeps its place in the ranks and counts for neither answer.
        var judged = pairs
            .Select(pair => (pair.Seed, pair.Ratio, Holds: pair.Ratio is { } ratio && !IsTie(ratio) ? Prediction.Holds(ratio) : null))
            .ToArray();
        var part = PerSeed.Of(
            label, cell, label, judged, Prediction, Prediction.Decide([.. judged.Where(pair => pair.Ratio is not null).Select(pair => pair.Holds)]));
        var ties = judged.Count(pair => pair.Ratio is { } ratio && IsTie(ratio));
        var asked = Factor == 1 ? "above 1" : Prediction.ToString();
        var share = $"{part.Estimate.SeedsHolding} of {Figures.Count(pairs.Count(pair => pair.Ratio is not null), "pair")} {asked}";
        var sentence = $"{Quantity.Text} in {cell.Name} is {PerSeed.Figure(part.Estimate)} times that in {than.Name} " +
            $"({share}{(ties > 0 ? $", {Figures.Count(ties, "tie")}" : "")})";
        return PerSeed.InEvery(this, [part], sentence, raw, Warnings.CoarsePairs(cell, than, Quantity, Prediction, evidence));
    }

    private bool IsTie(Reading ratio) => ratio.Bound == Bound.Unknown || (Factor == 1 && ratio == Reading.Exactly(1));

    private Reading? Ratio(SeedReadings of, SeedReadings than) => of.Read(Quantity) is { } left && than.Read(Quantity) is { } right ? left / right : null;

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
            var factor = text.Number("factor") ?? 1;
            if (quantity is EventStep) text.Fineness("factor", factor, of, than);
            return of is null || than is null || quantity is null ? null : new PairedCheck(of.Selector, than.Selector, (RunQuantity)quantity, factor);
        }
    }
}
