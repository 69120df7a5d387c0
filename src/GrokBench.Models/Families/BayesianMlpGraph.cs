using GrokBench.Models.BayesianNetworks;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Models.Families;

/// <summary>
/// Writes the graph of one <see cref="BayesianMlpFamily"/> model. A layer's output is normal under the posterior, x·μ + √(x²·σ²)·ε with ε
/// ~ N(0, 1) for each example and unit;
/// without draws for ε it is that of the posterior's means. Tensors: <c>hidden1.weight.mean</c> (inputs x width), <c>hidden1.bias.mean</c>,
/// <c>hidden1.weight.log-std</c>, <c>hidden1.bias.log-std</c>, ...; <c>output.weight.mean</c>, ... Taps: those of <see cref="LayerTaps"/>.
/// </summary>
internal sealed class BayesianMlpGraph(Choice settings, TaskShape task)
{
    private readonly GraphBuilder graph = new();
    private readonly Initialiser means = new NormalInitialiser(settings.Number("init-spread"));
    private readonly Initialiser logStds = new ConstantInitialiser(SpecialFunctions.Log(settings.Number("init-std")));
    private int draws;

    public Graph Build(Loss loss)
    {
        var activation = Activations.Parse(settings.Word("activation"));
        var x = graph.Input(task.InputWidth);
        foreach (var (layer, width) in MlpFamily.HiddenWidths(settings).Index())
        {
            var name = LayerTaps.Hidden(layer + 1);
            x = graph.Tap(name, graph.Activate(graph.Tap(LayerTaps.Preactivation(name), Layer(name, x, width)), activation));
        }

        return graph.Build(Layer("output", x, task.Outputs), loss);
    }

    private Node Layer(string name, Node x, int width)
    {
        var fanIn = x.Shape.Columns;
        var mean = graph.Linear(x, Tensor($"weight{PosteriorTensors.Mean}", fanIn, means), Tensor($"bias{PosteriorTensors.Mean}", 1, means));
        var variance = graph.Linear(
            graph.Activate(x, Activation.Square), Variance(Tensor($"weight{PosteriorTensors.LogStd}", fanIn, logStds)), Variance(Tensor($"bias{PosteriorTensors.LogStd}", 1, logStds)));
        var noise = graph.Noise(width, draws);
        draws += width;
        return graph.Add(mean, graph.Multiply(graph.SquareRoot(variance), noise));

        Node Tensor(string part, int rows, Initialiser initialiser) => graph.Parameter($"{name}.{part}", rows, width, initialiser);
    }

    private Node Variance(Node logStd) => graph.Exponential(graph.Scale(logStd, 2));
}
