using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Claims;

namespace GrokBench.Reports.Judging.Checks;

/// <summary>Per seed: the event does not happen within a budget of at least three times its median in the cells of <paramref name="While"/>. Several cells: in every one.</summary>
public sealed record NeverCheck(CellSelector Over, EventStep Event, CellSelector While) : JudgedCheck
{
    /// <summary>Budgets shorter than this many medians of the positive arm cannot say "never".</summary>
    private const double LeastBudget = 3;

    /// <summary>Of the bound on the share of seeds that have the event where none of those trained has.</summary>
    private const double Confidence = 0.95;

    public override IEnumerable<CellSelector> Selectors => [Over, While];

    public override IEnumerable<RunQuantity> Quantities => [Event, LastStep.Instance];

    public override string Text =>
        $"{Event.Text} does not happen, per seed, in every cell of {Over}, within a budget of at least {Figures.Write(LeastBudget)} times its median in {While}";

    public override Decision Decide(Evidence evidence)
    {
        var (cells, positive) = (evidence.Cells(Over), evidence.Cells(While));

        // The slowest cell of the positive arm sets the scale; where its median is censored there is none.
        var arms = positive.Select(cell => MedianInterval.Of(evidence.Read(cell, Event))).ToArray();
        var usual = arms.Any(arm => !arm.Median.Exact) ? Reading.Unknown : Reading.Exactly(arms.Max(arm => arm.Median.Low));
        var armSeeds = positive.Min(cell => evidence.Read(cell, Event).Length);

        var label = $"{Event.Text} over its median in {While}";
        var parts = cells.Select(cell =>
        {
            var seeds = evidence.Seeds(cell).Select(seed => Answer(seed, usual)).ToArray();
            bool?[] known = [.. seeds.Where(seed => !seed.Seed.IsMissing).Select(seed => seed.Holds)];

            // One seed with the event, or one of which it is not known, is enough that 'never' is not shown.
            var reproduces = armSeeds >= Prediction.LeastSeeds && known.All(holds => holds == true);
            var part = PerSeed.Of(PerSeed.Labelled(label, cells.Length == 1 ? "" : cell.Name), cell, label, seeds, new Prediction(LeastBudget, null), reproduces, evidence, ofNearlyAll: true);
            return armSeeds < Prediction.LeastSeeds ? part with { Estimate = part.Estimate with { Refutation = null } } : part;
        }).ToArray();

        var scale = usual.Exact
            ? $"its median in {While} is {Figures.Write(usual)}"
            : $"its median in {While} is censored, so no budget is known to be long enough";
        return PerSeed.InEvery(
            this, parts, $"{string.Join("; ", parts.Select(part => Sentence(part, cells, evidence)))}; {scale}", positive.Select(cell => evidence.Show(cell, Event)), []);
    }

    /// <summary>
    /// Happened: no, whenever it was. Did not: yes where the run was long enough, else it cannot be told; nor can it where the run ended amid a hold, which going on might have completed.
    /// </summary>
    private (SeedReadings Seed, Reading? Value, bool? Holds) Answer(SeedReadings seed, Reading usual)
    {
        if (seed.Read(Event) is not { } reading) return (seed, null, null);
        var multiple = reading / usual;
        if (reading.Exact) return (seed, multiple, false);
        return (seed, multiple, multiple.Low >= LeastBudget && !EndedAmidAHold(seed) ? true : null);
    }

    private bool EndedAmidAHold(SeedReadings seed) => seed.Read(Event) is { Exact: false } reading && reading.Low < seed.Read(LastStep.Instance)!.Value.Low;

    private string Sentence(PerSeed part, IReadOnlyCollection<Cell> cells, Evidence evidence)
    {
        SeedReadings[] runs = [.. evidence.Seeds(part.Cell).Where(seed => !seed.IsMissing)];
        var (happened, amid) = (runs.Count(seed => seed.Read(Event)!.Value.Exact), runs.Count(EndedAmidAHold));
        var least = runs.Min(seed => seed.Read(LastStep.Instance)!.Value.Low);
        var untold = amid == 0 ? "" : FormattableString.Invariant($", {amid} ended amid a hold");
        var bound = happened > 0 ? ""
            : FormattableString.Invariant($" (at most {ShareInterval.UpperBound(amid, runs.Length, Confidence):0 %} of all seeds have it, at {Confidence:0 %})");
        return FormattableString.Invariant(
            $"{PerSeed.Lead(Evidence.ShortName(part.Cell, cells))}{runs.Length - happened - amid} of {Figures.Count(runs.Length, "seed")} without {Event.Text} ")
            + FormattableString.Invariant($"after {Figures.Write(least)} steps or more{untold}{bound}");
    }

    private sealed class Kind() : CheckKind(
        "never", "Per seed: an event does not happen, though it does in other cells.",
        Over, Event, Cells("while", "Cells in which it happens; the budget must be three times its median there."))
    {
        public override Check? Read(CheckSection text)
        {
            var (over, positive) = (text.Over(), text.Cells("while"));
            return text.Event("event", over, positive) is { } name && over is not null && positive is not null
                ? new NeverCheck(over.Selector, new EventStep(name), positive.Selector) : null;
        }
    }
}
