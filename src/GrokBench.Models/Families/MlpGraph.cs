using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Families;

/// <summary>
/// Writes the graph of one <see cref="MlpFamily"/> model. Tensors: <c>embed</c> (operands x embedding width, embedded input only);
/// <c>hidden1.weight</c> (inputs x width; row i·operands + t of a one-hot layer belongs to token t of operand i, row i of one on real inputs to input i), <c>hidden1.bias</c>, ...;
/// <c>output.weight</c>, <c>output.bias</c>. Taps: those of <see cref="LayerTaps"/>.
/// </summary>
internal sealed class MlpGraph(Choice settings, TaskShape task)
{
    public const string FirstLayerWeight = "hidden1.weight", OutputWeight = "output.weight";

    private readonly GraphBuilder graph = new(task.Tokens);
    private readonly Weights weights = new(settings.Number("init-scale"));
    private readonly string init = settings.Word("init"), biases = settings.Word("biases");
    private readonly int[] widths = [.. MlpFamily.HiddenWidths(settings)];

    public Graph Build(Loss loss)
    {
        var activation = settings.Word("activation");
        Node? x = null;
        for (var layer = 0; layer < widths.Length; layer++)
        {
            var name = LayerTaps.Hidden(layer + 1);
            var preactivation = graph.Tap(LayerTaps.Preactivation(name), layer == 0 ? FirstLayer(name) : Layer(name, x!, widths[layer], biases != "none"));
            x = graph.Tap(name, activation == "identity" ? preactivation : graph.Activate(preactivation, Activations.Parse(activation)));
        }

        return graph.Build(Layer("output", x!, task.Outputs, biases == "all"), loss);
    }

    private Node FirstLayer(string name)
    {
        var columns = task.OperandColumns;
        if (settings.Word("input") == "one-hot")
        {
            // A one-hot vector times a matrix is a row of the matrix, and one operand's part of the sum.
            var fanIn = columns.Length * task.Operands;
            var table = graph.Tap(LayerTaps.Operands, graph.Parameter(FirstLayerWeight, fanIn, widths[0], OneHotInit(fanIn)));
            var offsets = Enumerable.Range(0, columns.Length).Select(operand => operand * task.Operands).ToArray();
            var sum = graph.SumRows(graph.Gather(table, columns, offsets));
            return biases == "none" ? sum : graph.Add(sum, Bias(name, fanIn, widths[0]));
        }

        if (settings.Word("input") == "real") return Layer(name, graph.Input(task.InputWidth), widths[0], biases != "none");

        var embed = graph.Tap(LayerTaps.Embedding, graph.Parameter("embed", task.Operands, settings.Integer("embedding-width"), EmbeddingInit()));
        var rows = graph.Gather(embed, columns);
        var input = settings.Word("input") == "embed-sum" ? graph.SumRows(rows) : graph.FlattenRows(rows);
        return Layer(name, input, widths[0], biases != "none");
    }

    private Initialiser EmbeddingInit()
    {
        var size = settings.Number("embedding-scale");
        return settings.Word("embedding-init") == "uniform" ? weights.Uniform(size / 2) : weights.Normal(size);
    }

    private Node Layer(string name, Node x, int width, bool biased)
    {
        var fanIn = x.Shape.Columns;
        var weight = graph.Parameter($"{name}.weight", fanIn, width, WeightInit(fanIn, width));
        return graph.Linear(x, weight, biased ? Bias(name, fanIn, width) : null);
    }

    private Node Bias(string name, int fanIn, int width) =>
        graph.Parameter($"{name}.bias", 1, width, init is "pytorch-uniform" or "xavier-uniform" ? weights.UniformByFanIn(fanIn) : Initialiser.Zeros);

    private Initialiser OneHotInit(int fanIn) =>
        init.StartsWith("analytic", StringComparison.Ordinal) ? Analytic(AnalyticPart.Input) : WeightInit(fanIn, widths[0]);

    private Initialiser WeightInit(int fanIn, int fanOut) => init switch
    {
        "pytorch-uniform" => weights.UniformByFanIn(fanIn),
        "xavier-uniform" => weights.Uniform(Math.Sqrt(6.0 / (fanIn + fanOut))),
        "normal" => weights.Normal(1 / Math.Sqrt(fanIn)),
        "kaiming" => weights.Normal(Math.Sqrt(2.0 / fanIn)),
        "fan-product" => weights.Normal(LinearTeacher.Deviation(fanIn, fanOut)),
        "sign" => weights.Sign(1 / Math.Sqrt(fanIn)),
        "analytic" => Analytic(AnalyticPart.Output),
        "analytic-free" => Analytic(AnalyticPart.FreeOutput),
        "analytic-root" => Analytic(AnalyticPart.RootOutput),
        _ => weights.Normal(0.5 / CubeRoot(2.0 * widths[0])),
    };

    private AnalyticInitialiser Analytic(AnalyticPart part) => new(settings.Number("init-scale"), task.Operands, widths[0], part);

    /// <summary>The cube root of a number of at least 1 by Newton's iteration from above, which falls until rounding stops it.</summary>
    private static double CubeRoot(double number)
    {
        for (var root = number; ;)
        {
            var next = root - (((root * root * root) - number) / (3 * root * root));
            if (next >= root) return root;
            root = next;
        }
    }
}
