using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Measures;

/// <summary>
/// The squared norms of the p Fourier components of an embedding of the integers modulo p. The embedding is the table that the model names
/// so, or without one the first layer of a network with one-hot inputs, whose tables for the first and the second operand count as one
/// table of twice the width.
/// </summary>
internal static class EmbeddingSpectrum
{
    /// <summary>Why a run has none, in a few words; null where it has.</summary>
    public static string? Obstacle(TrainingSpec spec, Graph published)
    {
        if (spec.Task.Kind is not ModularArithmetic) return "the task's elements have no frequencies";
        return Table(published) is null ? "the model has no embedding and no one-hot layer" : null;
    }

    /// <summary>Multiply-adds of <see cref="Squares"/>.</summary>
    public static double Operations(TrainingSpec spec, Graph published) =>
        (double)spec.Task.Integer("modulus") * Table(published)!.Shape.Count;

    /// <summary>Memory of <see cref="Squares"/>: the basis, and each table once.</summary>
    public static long Bytes(TrainingSpec spec, Graph published)
    {
        long p = spec.Task.Integer("modulus");
        return sizeof(double) * ((p * p) + Table(published)!.Shape.Count);
    }

    /// <summary>By component, in the order of <see cref="FourierBasis.Rows"/>.</summary>
    public static double[] Squares(NeuralLearner learner)
    {
        var p = learner.Spec.Task.Integer("modulus");
        var squares = new double[p];
        var published = learner.Published;
        var table = Table(published)!;
        var tables = published.Taps.ContainsKey(LayerTaps.Embedding) ? 1 : table.Shape.Rows / p;
        var basis = FourierBasis.Rows(p);
        for (var i = 0; i < tables; i++) AddComponents(learner.Program.Parameters, table, i * p, basis, squares);
        return squares;
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
}
