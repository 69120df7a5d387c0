using System.Collections.Immutable;
using GrokBench.Models.Learning;

namespace GrokBench.Models.Measures.Representations;

/// <summary>
/// The effective theory of Liu, Kitouni et al. 2022 (section 3.2): representations descend on l₀/Z₀, with l₀ the mean over the training set's parallelograms of |E_i + E_j - E_m - E_n|² and
/// Z₀ = Σ|E_k|² of the centred embeddings, and so by dE/dt = -H·E/Z₀. <c>loss</c> is l₀/Z₀ (NaN where the training set has no parallelogram); <c>nullity</c> the dimensions that it leaves
/// free, 2 where the linear representation is the only one; <c>eigenvalue</c> the third smallest eigenvalue λ₃ of H = ∂²l₀/∂E², not divided by Z₀: the rate at which the slowest of the others vanishes.
/// </summary>
public sealed class EffectiveTheory : RepresentationMeasure
{
    public override string Name => "effective-theory";

    public override int Version => 1;

    public override string Summary => "Loss of the effective theory of representations, free dimensions and rate that the training set gives.";

    public override ImmutableArray<string> Series(TrainingSpec spec) => [$"{Name}/loss", $"{Name}/nullity", $"{Name}/eigenvalue"];

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var structure = SumStructure.Of(learner);
        values[0] = structure.EffectiveLoss(Embeddings(learner));
        values[1] = structure.Nullity;
        values[2] = structure.Eigenvalue;
    }
}
