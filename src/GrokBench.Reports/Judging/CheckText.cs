using GrokBench.Reports.Judging.Deciders;
using GrokBench.Suites.Claims;

namespace GrokBench.Reports.Judging;

/// <summary>Checks in words and numbers.</summary>
public static class CheckText
{
    /// <summary>The predicate: "t_gen / t_mem at least 10, per seed, in every cell of addition".</summary>
    public static string Of(Check check) => check switch
    {
        ThresholdCheck threshold =>
            $"{QuantityText.Of(threshold.Of, threshold.To)} {new Prediction(threshold.AtLeast, threshold.AtMost)}, per seed, in every cell of {threshold.Over}",
        NeverCheck never =>
            $"{never.Event} does not happen, per seed, in every cell of {never.Over}, " +
            $"within a budget of at least {Figures.Write(NeverDecider.LeastBudget)} times its median in {never.While}",
        PhaseCheck phase => $"phase {string.Join(" or ", phase.Phases.Select(PhaseDecider.Name))}, per seed, in every cell of {phase.Over}",
        PairedCheck { Factor: 1 } paired => $"{QuantityText.Of(paired.Quantity)} in {paired.Of} greater than in {paired.Than}, per pair of equal seeds",
        PairedCheck paired => $"{QuantityText.Of(paired.Quantity)} in {paired.Of} at least {Times(paired.Factor)}that in {paired.Than}, per pair of equal seeds",
        OrderedCheck ordered =>
            $"median {QuantityText.Of(ordered.Of)} strictly {(ordered.Increasing ? "increasing" : "decreasing")} along {ordered.Axis}, over {ordered.Over}",
        SlopeCheck slope =>
            $"least-squares slope of ln {SlopeDecider.Name(slope.Quantile)} {QuantityText.Of(slope.Of)} " +
            $"against {(slope.LogAxis ? "ln " : "")}{slope.Axis} {new Prediction(slope.AtLeast, slope.AtMost)}, over {slope.Over}",
        CorrelationCheck correlation =>
            $"Spearman correlation of {QuantityText.Of(correlation.Of)} with {QuantityText.Of(correlation.With)} " +
            $"{new Prediction(correlation.AtLeast, correlation.AtMost)}, over the runs of {correlation.Over}",
        IntraclassCheck intraclass =>
            $"intraclass correlation ICC(1) of {QuantityText.Of(intraclass.Of)} {new Prediction(intraclass.AtLeast, null)}, by the cells of {intraclass.Over}",
        SpreadCheck spread =>
            $"smallest {QuantityText.Of(spread.Of)} of all seeds over their median {new Prediction(spread.AtLeast, spread.AtMost)}, in every cell of {spread.Over}",
        OnsetCheck onset => $"half of the seeds reach {onset.Event} at a {onset.Axis} in {onset.Of} that is at most {Times(onset.Factor)}that in {onset.Than}",
        AllCheck all => string.Join("; and ", all.Parts.Select(Of)),
        _ => throw new ArgumentException($"{check.GetType().Name} is not a known check", nameof(check)),
    };

    /// <summary>Every quantity that a check reads from a run.</summary>
    public static IEnumerable<Quantity> Quantities(Check check) => check switch
    {
        ThresholdCheck threshold => threshold.To is null ? [threshold.Of] : [threshold.Of, threshold.To],
        NeverCheck never => [new EventStep(never.Event)],
        PairedCheck paired => [paired.Quantity],
        OrderedCheck ordered => [ordered.Of],
        SlopeCheck slope => [slope.Of],
        CorrelationCheck correlation => [correlation.Of, correlation.With],
        IntraclassCheck intraclass => [intraclass.Of],
        SpreadCheck spread => [spread.Of],
        OnsetCheck onset => [new EventStep(onset.Event)],
        AllCheck all => all.Parts.SelectMany(Quantities),
        _ => [],
    };

    private static string Times(double factor) => factor == 1 ? "" : $"{Figures.Write(factor)} times ";
}
