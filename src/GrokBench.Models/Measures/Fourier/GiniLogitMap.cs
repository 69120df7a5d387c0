using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.LinearAlgebra;

namespace GrokBench.Models.Measures.Fourier;

/// <summary>
/// Gini coefficient of the norms of the p Fourier components of the map from hidden units to logits over the logits of the integers modulo
/// p (Nanda et al. 2023, section 5; W_L): 0 when all are equal, 1 - 1/p when one is left. In a transformer the map is the output matrix of
/// the last feed-forward layer times the unembedding, in a fully connected network its output matrix.
/// </summary>
public sealed class GiniLogitMap : NeuralMeasure
{
    public override string Name => "gini-logit-map";

    public override int Version => 1;

    public override string Summary => "How unevenly the norm of the map from hidden units to logits is spread over its Fourier components.";

    public override double Operations(TrainingSpec spec)
    {
        var (map, published) = (Map(Published(spec)), Published(spec));
        double p = spec.Task.Integer("modulus");
        return p * map.Sum(name => (double)published.Parameters[name].Shape.Count);
    }

    public override long Bytes(TrainingSpec spec, IEngine engine)
    {
        var (map, published) = (Map(Published(spec)), Published(spec));
        long p = spec.Task.Integer("modulus");
        return sizeof(double) * ((3 * p * p) + map.Sum(name => 2L * published.Parameters[name].Shape.Count) + (4 * p));
    }

    protected override string? NeuralObstacle(TrainingSpec spec)
    {
        if (spec.Task.Kind is not ModularArithmetic) return "the task's elements have no frequencies";
        var published = Published(spec);
        if (published.Parameters.Slices.Any(slice => slice.Name.EndsWith("norm-gain", StringComparison.Ordinal)))
            return "a layer-norm may stand between units and logits";
        if (Map(published).Length == 0) return "the model has no map from hidden units to logits";
        return published.Output.Shape.Columns < Task(spec).Operands ? "the model has no output per element" : null;
    }

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var p = learner.Spec.Task.Integer("modulus");
        var (map, parameters) = (Map(learner.Published), learner.Published.Parameters);
        var basis = FourierBasis.Rows(p);
        var last = Read(map[^1], out var outputs);
        if (map[^1] == "embed") (last, outputs) = (Transposed(last, outputs), parameters["embed"].Shape.Rows);
        var first = map.Length == 2 ? Read(map[0], out _) : [];
        var inner = last.Length / outputs;
        var norms = new double[p];
        var component = new double[inner];
        for (var f = 0; f < p; f++)
        {
            for (var i = 0; i < inner; i++) component[i] = DenseVector.Dot(basis.AsSpan(f * p, p), last.AsSpan(i * outputs, p));
            var square = 0.0;
            for (var unit = 0; unit < first.Length / inner; unit++)
            {
                var value = DenseVector.Dot(first.AsSpan(unit * inner, inner), component);
                square += value * value;
            }

            norms[f] = Math.Sqrt(map.Length == 2 ? square : DenseVector.Dot(component, component));
        }

        values[0] = GiniEmbedding.Gini(norms);

        double[] Read(string name, out int columns)
        {
            var slice = parameters[name];
            columns = slice.Shape.Columns;
            var read = new double[slice.Shape.Count];
            learner.Program.Parameters.CopyTo(slice.Offset, read);
            return read;
        }
    }

    /// <summary>
    /// The matrices whose product is the map, units first; none where there is no such map. A tied unembedding is the transposed embedding.
    /// </summary>
    private static string[] Map(Graph published)
    {
        string[] names = [.. published.Parameters.Slices.Select(slice => slice.Name)];
        if (names.Contains("output.weight", StringComparer.Ordinal)) return ["output.weight"];
        return names.LastOrDefault(name => name.EndsWith(".mlp-out", StringComparison.Ordinal)) is { } fed
            ? [fed, names.Contains("unembed", StringComparer.Ordinal) ? "unembed" : "embed"]
            : [];
    }

    private static double[] Transposed(double[] matrix, int columns)
    {
        var (rows, result) = (matrix.Length / columns, new double[matrix.Length]);
        for (var i = 0; i < matrix.Length; i++) result[((i % columns) * rows) + (i / columns)] = matrix[i];
        return result;
    }
}
