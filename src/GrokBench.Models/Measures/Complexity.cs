using GrokBench.Models.Learning;

namespace GrokBench.Models.Measures;

/// <summary>What the distance of the model from its prior costs, per training example. Linear regression: Σw²/(s²·n);
/// Gaussian processes: ½·ln|K|/n in regression, KL(q‖p)/n in classification; Bayesian networks: KL(q‖p)/n.</summary>
public sealed class Complexity : TwoTermMeasure
{
    public override string Name => "complexity";

    public override string Summary => "Part of the objective that the distance from the prior makes up, per training example.";

    protected override double Term(ITwoTermLearner learner) => learner.Complexity;
}
