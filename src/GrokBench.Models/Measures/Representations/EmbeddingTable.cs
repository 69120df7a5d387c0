using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Measures.Representations;

/// <summary>The rows of an embedding table that belong to the task's operands.</summary>
internal static class EmbeddingTable
{
    /// <summary>Null where the model has none.</summary>
    public static ParameterSlice? Of(Graph published) => published.Taps.GetValueOrDefault(LayerTaps.Embedding) is { } table
        ? published.Parameters.Slices.Single(slice => slice.Node == table.Id)
        : null;

    /// <summary>The rows of the first elements, one after the other.</summary>
    public static double[] Rows(NeuralLearner learner, int elements)
    {
        var table = Of(learner.Published)!;
        var rows = new double[elements * table.Shape.Columns];
        learner.Program.Parameters.CopyTo(table.Offset, rows);
        return rows;
    }

    /// <summary>The same with every column's mean taken away.</summary>
    /// <param name="rows">elements x width, row-major.</param>
    public static double[] Centred(double[] rows, int elements)
    {
        var (width, centred) = (rows.Length / elements, (double[])rows.Clone());
        for (var j = 0; j < width; j++)
        {
            var mean = 0.0;
            for (var i = 0; i < elements; i++) mean += rows[(i * width) + j];
            mean /= elements;
            for (var i = 0; i < elements; i++) centred[(i * width) + j] -= mean;
        }

        return centred;
    }

    /// <summary>The same with every column at standard deviation 1, estimated with n - 1; not numbers where a column is constant.</summary>
    public static double[] Standardised(double[] rows, int elements)
    {
        var (width, scaled) = (rows.Length / elements, Centred(rows, elements));
        for (var j = 0; j < width; j++)
        {
            var squares = 0.0;
            for (var i = 0; i < elements; i++) squares += scaled[(i * width) + j] * scaled[(i * width) + j];
            var deviation = Math.Sqrt(squares / (elements - 1));
            for (var i = 0; i < elements; i++) scaled[(i * width) + j] = deviation > 0 ? scaled[(i * width) + j] / deviation : double.NaN;
        }

        return scaled;
    }
}
