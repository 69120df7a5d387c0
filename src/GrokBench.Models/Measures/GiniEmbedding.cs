using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Measures;

/// <summary>
/// Gini coefficient of the norms of the embedding's p Fourier components (Nanda et al. 2023, section 5): 0 when all frequencies are as
/// strong, 1 - 1/p when there is but one component. The embedding is the table that the model names so, or without one the first layer of a network
/// with one-hot inputs, whose tables for the first and the second operand count as one table of twice the width.
/// </summary>
public sealed class GiniEmbedding : NeuralMeasure
{
    public override string Name => "gini-embedding";

    public override int Version => 1;

    public override string Summary => "How unevenly the embedding's norm is spread over its Fourier components.";

    public override double Operations(TrainingSpec spec) => (double)Task(spec).Operands * Table(Published(spec))!.Shape.Count;

    /// <summary>The basis, and each table once.</summary>
    public override long Bytes(TrainingSpec spec, IEngine engine)
    {
        long p = spec.Task.Integer("modulus");
        return sizeof(double) * ((p * p) + Table(Published(spec))!.Shape.Count);
    }

    protected override string? NeuralObstacle(TrainingSpec spec)
    {
        if (spec.Task.Kind is not ModularArithmetic) return "the task's elements have no frequencies";
        return Table(Published(spec)) is null ? "the model has no embedding and no one-hot layer" : null;
    }

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var p = learner.Spec.Task.Integer("modulus");
        var squares = new double[p];
        var published = learner.Published;
        var table = Table(published)!;
        var tables = published.Taps.ContainsKey(LayerTaps.Embedding) ? 1 : table.Shape.Rows / p;
        var basis = FourierBasis.Rows(p);
        for (var i = 0; i < tables; i++) AddComponents(learner.Program.Parameters, table, i * p, basis, squares);
        values[0] = Gini([.. squares.Select(Math.Sqrt)]);
    }

    private static ParameterSlice? Table(Graph published)
    {
        var table = published.Taps.GetValueOrDefault(LayerTaps.Embedding) ?? published.Taps.GetValueOrDefault(LayerTaps.Operands);
        return table is null ? null : published.Parameters.Slices.Single(slice => slice.Node == table.Id);
    }

    /// <summary>Adds the squared norm of each Fourier component of p rows of a table.</summary>
    private static void AddComponents(IVector parameters, ParameterSlice table, int firstRow, double[] basis, double[] squares)
    {
        var (p, width) = (squares.Length, table.Shape.Columns);
        var rows = new double[p * width];
        parameters.CopyTo(table.Offset + (firstRow * width), rows);
        var component = new double[width];
        for (var f = 0; f < p; f++)
        {
            Array.Clear(component);
            for (var t = 0; t < p; t++)
            {
                var weight = basis[(f * p) + t];
                for (var j = 0; j < width; j++) component[j] += weight * rows[(t * width) + j];
            }

            foreach (var value in component) squares[f] += value * value;
        }
    }

    /// <summary>Mean absolute difference of all pairs over twice the mean: 0 for equal values; NaN when all are 0.</summary>
    /// <param name="values">At least 0.</param>
    internal static double Gini(double[] values)
    {
        // With the values in order, the i-th is the larger one of i pairs and the smaller one of n-1-i.
        var sorted = values.Order().ToArray();
        var (weighted, sum) = (0.0, 0.0);
        for (var i = 0; i < sorted.Length; i++)
        {
            weighted += ((2 * i) - sorted.Length + 1) * sorted[i];
            sum += sorted[i];
        }

        return weighted / (sorted.Length * sum);
    }
}
