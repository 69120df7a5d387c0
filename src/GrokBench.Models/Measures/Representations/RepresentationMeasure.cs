using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures.Representations;

/// <summary>A measure of the embeddings that a network learns for <see cref="IntegerAddition"/> (Liu, Kitouni et al. 2022).</summary>
public abstract class RepresentationMeasure : NeuralMeasure
{
    public override double Operations(TrainingSpec spec)
    {
        var (p, width) = (spec.Task.Integer("elements"), (double)EmbeddingTable.Of(Published(spec))!.Shape.Columns);
        return p * p * p / 8.0 * 4 * width;
    }

    /// <summary>The structure of the training set, and the embeddings twice.</summary>
    public override long Bytes(TrainingSpec spec, IEngine engine)
    {
        var p = spec.Task.Integer("elements");
        return SumStructure.Bytes(p) + (2L * sizeof(double) * EmbeddingTable.Of(Published(spec))!.Shape.Count);
    }

    private protected static double[] Embeddings(NeuralLearner learner) => EmbeddingTable.Rows(learner, learner.Spec.Task.Integer("elements"));

    protected override string? NeuralObstacle(TrainingSpec spec)
    {
        if (spec.Task.Kind is not IntegerAddition) return "the task is not integer-addition";
        return EmbeddingTable.Of(Published(spec)) is null ? "the model has no embedding" : null;
    }
}
