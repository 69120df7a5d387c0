using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.LinearAlgebra;

namespace GrokBench.Models.Measures.Representations;

/// <summary>
/// Effective dimension of the operands' embeddings (Liu, Kitouni et al. 2022, section 4.2): exp(-Σ σ_i·ln σ_i) of the shares σ_i of the variance that their principal components explain.
/// 1 where all lie on a line.
/// </summary>
public sealed class EmbeddingDimension : NeuralMeasure
{
    public override string Name => "embedding-dimension";

    public override int Version => 1;

    public override string Summary => "Exponential of the entropy of the variance shares of the embedding's principal components.";

    public override double Operations(TrainingSpec spec)
    {
        double operands = Task(spec).Operands, width = EmbeddingTable.Of(Published(spec))!.Shape.Columns;
        var less = Math.Min(operands, width);
        return (operands * width * less) + (10 * 4 * less * less * less);
    }

    /// <summary>The table, its centred copies by row and by column, and the triangle that has their singular values.</summary>
    public override long Bytes(TrainingSpec spec, IEngine engine)
    {
        var table = EmbeddingTable.Of(Published(spec))!.Shape;
        long less = Math.Min(table.Rows, table.Columns);
        return sizeof(double) * ((4L * table.Count) + (2 * less * less));
    }

    protected override string? NeuralObstacle(TrainingSpec spec) => EmbeddingTable.Of(Published(spec)) is null ? "the model has no embedding" : null;

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var operands = Task(learner.Spec).Operands;
        var rows = EmbeddingTable.Centred(EmbeddingTable.Rows(learner, operands), operands);
        values[0] = rows.All(double.IsFinite) ? EffectiveDimension(rows, operands, rows.Length / operands) : double.NaN;
    }

    /// <param name="centred">operands x width, row-major.</param>
    internal static double EffectiveDimension(double[] centred, int operands, int width)
    {
        // A matrix and its transpose have the same singular values: the shorter side is factorised. Row-major, the table is its transpose by columns.
        var singular = operands <= width ? SingularValues.Of(centred, width, operands) : SingularValues.Of(Transposed(centred, operands, width), operands, width);
        return FeatureRank.EffectiveRank([.. singular.Select(value => value * value)]);
    }

    private static double[] Transposed(double[] rows, int count, int width)
    {
        var columns = new double[rows.Length];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < width; j++) columns[(j * count) + i] = rows[(i * width) + j];
        }

        return columns;
    }
}
