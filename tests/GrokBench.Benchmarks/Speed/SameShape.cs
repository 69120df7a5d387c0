using System.Collections.Immutable;
using GrokBench.Models;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Benchmarks.Speed;

/// <summary>
/// Learners whose task no suite can write yet: graph and examples of the same shape, trained by the same learner as any run.
/// </summary>
internal static class SameShape
{
    private static readonly RandomStream Draws = new(1, "examples");

    public static ILearner Parity(int threads)
    {
        const int Count = 1000, Bits = 40;
        var examples = new Examples
        {
            Count = Count,
            InputWidth = Bits,
            Inputs = [.. Enumerable.Range(0, Count * Bits).Select(i => (2.0 * Draws.Below((ulong)i, 2)) - 1)],
            TargetWidth = 1,
            Targets = [.. Enumerable.Range(0, Count).Select(i => (2.0 * Draws.Below((ulong)i, 2)) - 1)],
        };
        var graph = new GraphBuilder();
        var sgd = Cases.Of(Catalogue.Optimisers["sgd"], ("learning-rate", 0.1), ("weight-decay", 0.01));
        var outputs = Layers(graph, graph.Input(Bits), Activation.Relu, 1000, 1);
        return Learner(examples, graph.Build(outputs, new Loss(new HingeLoss(), LossPrecision.Float32)), sgd, 32, threads);
    }

    public static ILearner Toy(int threads)
    {
        const int Count = 45, Outputs = 30;
        var examples = new Examples
        {
            Count = Count,
            TokenWidth = 2,
            Tokens = [.. Enumerable.Range(0, Count * 2).Select(i => Draws.Below((ulong)i, 10))],
            TargetWidth = Outputs,
            Targets = [.. Enumerable.Range(0, Count * Outputs).Select(i => Draws.Normal((ulong)i))],
        };
        var graph = new GraphBuilder();
        var summands = graph.Gather(graph.Parameter("embed", 10, 1, new UniformInitialiser(0.5)), [0, 1]);
        var outputs = Layers(graph, graph.SumRows(summands), Activation.Tanh, 200, 200, Outputs);
        var embedding = SettingValue.Mapping([new("parameters", "embed"), new("learning-rate", 1e-3), new("weight-decay", 0)]);
        var adamW = Cases.AdamW(decay: 1, beta2: 0.999).With("learning-rate", 3e-4).With("groups", SettingValue.ListOf([embedding]));
        return Learner(examples, graph.Build(outputs, new Loss(new SquaredErrorLoss(), LossPrecision.Float32)), adamW, null, threads);
    }

    /// <param name="batch">Examples per step; null for all.</param>
    public static ILearner DeepMlp(int count, int? batch, int threads)
    {
        const int Inputs = 784, Outputs = 10;
        var examples = new Examples
        {
            Count = count,
            InputWidth = Inputs,
            Inputs = [.. Enumerable.Range(0, count * Inputs).Select(i => Draws.Uniform((ulong)i))],
            LabelWidth = 1,
            Labels = [.. Enumerable.Range(0, count).Select(i => Draws.Below((ulong)i, Outputs))],
        };
        var graph = new GraphBuilder();
        var outputs = Layers(graph, graph.Input(Inputs), Activation.Relu, [.. Enumerable.Repeat(400, 11), Outputs]);
        var loss = new Loss(new SquaredErrorOneHotLoss(), LossPrecision.Float32);
        return Learner(examples, graph.Build(outputs, loss), Cases.AdamW(decay: 0.01, beta2: 0.999), batch, threads);
    }

    /// <summary>Linear layers with biases and PyTorch's initial weights, an activation between each two.</summary>
    private static Node Layers(GraphBuilder graph, Node x, Activation activation, params int[] widths)
    {
        for (var layer = 0; layer < widths.Length; layer++)
        {
            var uniform = new UniformInitialiser(1 / Math.Sqrt(x.Shape.Columns));
            var weight = graph.Parameter($"layer{layer}.weight", x.Shape.Columns, widths[layer], uniform);
            x = graph.Linear(layer == 0 ? x : graph.Activate(x, activation), weight, graph.Parameter($"layer{layer}.bias", 1, widths[layer], uniform));
        }

        return x;
    }

    private static NeuralLearner Learner(Examples examples, Graph graph, Choice optimiser, int? batch, int threads)
    {
        // The learner reads batch, precision and seed from the spec; loss and model are those of the graph.
        var training = Cases.Of(Catalogue.Training, ("batch", batch is { } size ? (SettingValue)size : "full"), ("loss", "mse"), ("loss-precision", "float32"));
        var unnamed = new Choice(new Unnamed(), []);
        var dataset = new Dataset(examples, [new Split("train", [.. Enumerable.Range(0, examples.Count)])]);
        return new NeuralLearner(
            new TrainingSpec(unnamed, unnamed, optimiser, training, Seed: 0),
            dataset, graph, Cases.Engine, threads);
    }

    private sealed class Unnamed : IKind
    {
        public string Name => "unnamed";

        public int Version => 1;

        public string Summary => "";

        public ImmutableArray<Setting> Settings => [];
    }
}
