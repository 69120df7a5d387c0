using GrokBench.Models.Learning;

namespace GrokBench.Models.Measures;

/// <summary>What the errors on the training split cost, per example. Linear regression: Σ(ŷ - y)²/(σ²·n);
/// Gaussian processes: ½·yᵀK⁻¹y/n in regression, minus the expected log likelihood per example in classification;
/// Bayesian networks: the same, estimated with one draw for each example and unit.</summary>
public sealed class DataFit : TwoTermMeasure
{
    public override string Name => "data-fit";

    public override string Summary => "Part of the objective that the training errors make up, per example.";

    protected override double Term(ITwoTermLearner learner) => learner.DataFit;
}
