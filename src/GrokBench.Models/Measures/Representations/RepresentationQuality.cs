using System.Collections.Immutable;
using GrokBench.Models.Learning;

namespace GrokBench.Models.Measures.Representations;

/// <summary>
/// RQI, the representation quality index (Liu, Kitouni et al. 2022, equation 1): the share of the parallelograms of a linear representation that the standardised embeddings have.
/// <c>bound</c> is the share that follows from those that the training set asks for; <c>undetermined</c> is RQI where the training set leaves more than a shift and a scale free, else 0.
/// </summary>
public sealed class RepresentationQuality : RepresentationMeasure
{
    public override string Name => "representation-quality";

    public override int Version => 1;

    public override string Summary => "Share of the parallelograms of a linear representation that the embeddings have, and its bound from the training set.";

    public override ImmutableArray<string> Series(TrainingSpec spec) => [Name, $"{Name}/bound", $"{Name}/undetermined"];

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var structure = SumStructure.Of(learner);
        var quality = structure.Present(Embeddings(learner)) is { } present ? (double)present.Count(yes => yes) / present.Length : double.NaN;
        (values[0], values[1], values[2]) = (quality, structure.QualityBound, structure.Nullity > 2 ? quality : 0);
    }
}
