using System.Collections.Immutable;
using GrokBench.Models.Learning;

namespace GrokBench.Models.Measures.Representations;

/// <summary>
/// The accuracy on all pairs that the representation alone predicts (Liu, Kitouni et al. 2022, equation 3): training pairs are right, and so are those that a parallelogram of the
/// standardised embeddings joins to a training pair. <c>bound</c> is the same with the parallelograms that follow from the training set; <c>measured</c> is the network's own accuracy on
/// all pairs, and <c>error</c> how far it is from the prediction.
/// </summary>
public sealed class PredictedAccuracy : RepresentationMeasure
{
    public override string Name => "predicted-accuracy";

    public override int Version => 1;

    public override string Summary => "Accuracy on all pairs as the embeddings' parallelograms predict it, its bound from the training set, and the network's own.";

    public override ImmutableArray<string> Series(TrainingSpec spec) => [Name, $"{Name}/bound", $"{Name}/measured", $"{Name}/error"];

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var structure = SumStructure.Of(learner);
        var predicted = structure.Present(Embeddings(learner)) is { } present ? structure.Reachable(present) : double.NaN;
        var (train, test) = (learner.Dataset["train"].Rows.Length, learner.Dataset["test"].Rows.Length);
        var measured = ((train * learner.Evaluate("train").Accuracy) + (test * learner.Evaluate("test").Accuracy)) / (train + test);
        (values[0], values[1], values[2], values[3]) = (predicted, structure.AccuracyBound, measured, Math.Abs(measured - predicted));
    }
}
