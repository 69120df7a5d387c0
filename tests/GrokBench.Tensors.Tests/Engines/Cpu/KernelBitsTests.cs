using System.Numerics;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

/// <summary>
/// Kernels with tails or reductions against plain scalar code, bit for bit, at widths 1 to 67: the lanes of a sum are 16 (float32) or 8
/// (float64), folded in halves.
/// </summary>
internal sealed class KernelBitsTests
{
    private const int Count = 3;

    [Test]
    public void LayerNorm_WidthsOneTo67_EqualsTheScalarCode() => Both(LayerNorm<float>, LayerNorm<double>);

    [Test]
    public void Attention_WidthsOneTo67_EqualsTheScalarCode() => Both(Attention<float>, Attention<double>);

    [Test]
    public void Linear_WidthsOneTo67_EqualsTheScalarCode() => Both(Linear<float>, Linear<double>);

    [Test]
    public void FlattenAndSum_WidthsOneTo67_EqualTheScalarCode() => Both(FlattenAndSum<float>, FlattenAndSum<double>);

    [Test]
    public void Activation_WidthsOneTo67_EqualsOneElementAlone([Values] Activation activation) =>
        Both(width => Activate<float>(width, activation), width => Activate<double>(width, activation));

    [Test]
    public void ExponentialRootAndProduct_WidthsOneTo67_EqualTheScalarCode() => Both(ExponentialRootAndProduct<float>, ExponentialRootAndProduct<double>);

    [Test]
    public void Exponential_BeforeASumOverTheRow_LeavesNothingBehindIt() => Both(NormalisedExponential<float>, NormalisedExponential<double>);

    private static void Both(Action<int> single, Action<int> twice)
    {
        for (var width = 1; width <= 67; width++)
        {
            single(width);
            twice(width);
        }
    }

    private static void LayerNorm<T>(int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var graph = new GraphBuilder();
        var input = graph.Input(width);
        var result = graph.LayerNorm(input, Matrix(graph, "gain", 1, width), Matrix(graph, "shift", 1, width));
        var (x, y, parameters) = Run<T>(graph, width, result);
        T n = T.CreateChecked(width), epsilon = Lanes.Round<T>(1e-5);
        for (var row = 0; row < Count; row++)
        {
            var values = x[(row * width)..((row + 1) * width)];
            var mean = Fold(values, (value, sum) => sum + value) / n;
            var variance = Fold(values, (value, sum) => Lanes.MultiplyAdd(value - mean, value - mean, sum)) / n;
            var inverse = T.One / T.Sqrt(variance + epsilon);
            for (var j = 0; j < width; j++)
            {
                var expected = Lanes.MultiplyAdd((values[j] - mean) * inverse, parameters["gain"][j], parameters["shift"][j]);
                Same(y[(row * width) + j], expected, width);
            }
        }
    }

    /// <summary>Two heads, two queries on three positions, causal.</summary>
    private static void Attention<T>(int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var graph = new GraphBuilder();
        var keys = Matrix(graph, "keys", 3, 2 * width);
        var queries = graph.Add(Matrix(graph, "queries", 2, 2 * width), graph.Linear(graph.Input(width), Matrix(graph, "none", width, 2 * width)));
        var result = graph.Attention(queries, keys, Matrix(graph, "values", 3, 2 * width), 2, 0.3, causal: true);
        var (x, y, parameters) = Run<T>(graph, width, result);
        var (key, value) = (parameters["keys"], parameters["values"]);
        for (var example = 0; example < Count; example++)
        {
            for (var i = 0; i < 2; i++)
            {
                for (var head = 0; head < 2; head++)
                {
                    var query = new T[width];
                    for (var j = 0; j < width; j++)
                    {
                        var column = (head * width) + j;
                        var added = T.Zero;
                        for (var k = 0; k < width; k++) added = Lanes.MultiplyAdd(x[(example * width) + k], parameters["none"][(k * 2 * width) + column], added);
                        query[j] = parameters["queries"][(i * 2 * width) + column] + added;
                    }

                    var visible = i + 2;
                    var scores = new T[visible];
                    for (var p = 0; p < visible; p++)
                    {
                        var at = (p * 2 * width) + (head * width);
                        scores[p] = Lanes.Round<T>(0.3) * Fold(query, (q, sum, j) => Lanes.MultiplyAdd(q, key[at + j], sum));
                    }

                    var largest = scores.Max();
                    var weights = scores.Select(score => Exponential.Exp(Vector512.Create(score - largest))[0]).ToArray();
                    var total = weights.Aggregate(T.Zero, (sum, weight) => sum + weight);
                    for (var j = 0; j < width; j++)
                    {
                        var mean = T.Zero;
                        for (var p = 0; p < visible; p++) mean = Lanes.MultiplyAdd(weights[p] / total, value[(p * 2 * width) + (head * width) + j], mean);
                        Same(y[(((example * 2) + i) * 2 * width) + (head * width) + j], mean, width);
                    }
                }
            }
        }
    }

    private static void Linear<T>(int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var graph = new GraphBuilder();
        var result = graph.Linear(graph.Input(width), Matrix(graph, "w", 11, width), Matrix(graph, "b", 1, 11), transposed: true);
        var (x, y, parameters) = Run<T>(graph, width, result);
        for (var row = 0; row < Count; row++)
        {
            for (var j = 0; j < 11; j++)
            {
                var chain = parameters["b"][j];
                for (var k = 0; k < width; k++) chain = Lanes.MultiplyAdd(x[(row * width) + k], parameters["w"][(j * width) + k], chain);
                Same(y[(row * 11) + j], chain, width);
            }
        }
    }

    private static void ExponentialRootAndProduct<T>(int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var graph = new GraphBuilder();
        var input = graph.Input(width);
        var (x, y, parameters) = Run<T>(graph, width, graph.Multiply(graph.SquareRoot(graph.Exponential(input)), Matrix(graph, "p", 1, width)));
        for (var i = 0; i < y.Length; i++) Same(y[i], T.Sqrt(Exponential.Exp(Vector512.Create(x[i]))[0]) * parameters["p"][i % width], width);
    }

    /// <summary>The same row normalised, made by the exponential and given as it is.</summary>
    private static void NormalisedExponential<T>(int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var made = new GraphBuilder();
        var (_, exponentials, _) = Run<T>(made, width, made.Exponential(made.Input(width)));
        var (first, second) = (new GraphBuilder(), new GraphBuilder());
        var (_, expected, _) = Run<T>(
            second, Normalised(second, second.Input(width)),
            new Examples { Count = Count, InputWidth = width, Inputs = [.. exponentials.Select(Lanes.Widen)], LabelWidth = 1, Labels = new int[Count] });
        var (_, found, _) = Run<T>(first, width, Normalised(first, first.Exponential(first.Input(width))));
        for (var i = 0; i < found.Length; i++) Same(found[i], expected[i], width);

        Node Normalised(GraphBuilder graph, Node row) => graph.LayerNorm(row, Matrix(graph, "gain", 1, width), Matrix(graph, "shift", 1, width));
    }

    private static void FlattenAndSum<T>(int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var graph = new GraphBuilder();
        var added = graph.Add(Matrix(graph, "rows", 3, width), graph.Input(width));
        var flat = graph.FlattenRows(added);
        var sum = graph.SumRows(added);
        var (x, y, parameters) = Run<T>(graph, width, flat);
        var (_, z, _) = Run<T>(graph, width, sum);
        for (var example = 0; example < Count; example++)
        {
            for (var j = 0; j < width; j++)
            {
                var rows = Enumerable.Range(0, 3).Select(i => parameters["rows"][(i * width) + j] + x[(example * width) + j]).ToArray();
                for (var i = 0; i < 3; i++) Same(y[(((example * 3) + i) * width) + j], rows[i], width);
                Same(z[(example * width) + j], rows[0] + rows[1] + rows[2], width);
            }
        }
    }

    /// <summary>An element's bits do not depend on the lane it sits in.</summary>
    private static void Activate<T>(int width, Activation activation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, y, _) = Activated<T>(width, activation, Batch.Examples(Count, inputs: width));
        for (var i = 0; i < x.Length; i += 5)
        {
            var alone = new Examples { Count = 1, InputWidth = 1, Inputs = [Lanes.Widen(x[i])], LabelWidth = 1, Labels = [0] };
            Same(y[i], Activated<T>(1, activation, alone).Y[0], width);
        }
    }

    private static (T[] X, T[] Y, Dictionary<string, T[]> Parameters) Activated<T>(int width, Activation activation, Examples examples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var graph = new GraphBuilder();
        return Run<T>(graph, graph.Activate(graph.Input(width), activation), examples);
    }

    private static (T[] X, T[] Y, Dictionary<string, T[]> Parameters) Run<T>(GraphBuilder builder, int width, Node result)
        where T : unmanaged, IFloatingPointIeee754<T> => Run<T>(builder, result, Batch.Examples(Count, inputs: width));

    private static (T[] X, T[] Y, Dictionary<string, T[]> Parameters) Run<T>(GraphBuilder builder, Node result, Examples examples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var graph = builder.Build(result, new Loss(new CrossEntropyLoss(), LossPrecision.Float32));
        using var program = Batch.Program(graph, typeof(T) == typeof(float) ? Precision.Float32 : Precision.Float64, examples.Count);
        var values = new double[examples.Count * result.Shape.Count];
        program.Forward(result, examples, Batch.Rows(examples.Count), values);
        var parameters = program.Parameters.Values();
        return (
            [.. examples.Inputs.Select(Lanes.Round<T>)],
            [.. values.Select(Lanes.Round<T>)],
            graph.Parameters.Slices.ToDictionary(slice => slice.Name, slice => parameters.AsSpan(slice.Offset, slice.Shape.Count).ToArray().Select(Lanes.Round<T>).ToArray()));
    }

    private static T Fold<T>(T[] values, Func<T, T, T> add)
        where T : unmanaged, IFloatingPointIeee754<T> => Fold(values, (value, sum, _) => add(value, sum));

    private static T Fold<T>(T[] values, Func<T, T, int, T> add)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lanes = new T[Vector512<T>.Count];
        for (var i = 0; i < values.Length; i++) lanes[i % lanes.Length] = add(values[i], lanes[i % lanes.Length], i);
        for (var half = lanes.Length / 2; half >= 1; half /= 2)
        {
            for (var i = 0; i < half; i++) lanes[i] += lanes[i + half];
        }

        return lanes[0];
    }

    private static Node Matrix(GraphBuilder graph, string name, int rows, int columns) => graph.Parameter(name, rows, columns, new NormalInitialiser(1));

    private static void Same<T>(T actual, T expected, int width)
        where T : IEquatable<T>
    {
        if (!actual.Equals(expected)) Assert.Fail(FormattableString.Invariant($"width {width}: {actual} for {expected}"));
    }
}
