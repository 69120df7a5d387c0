using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Measures;

/// <summary>What the layers of an MLP make of examples: the outputs of its linear maps, before the activation, as Fan et al. 2024 take them.</summary>
internal static class LayerFeatures
{
    /// <summary>Why a run has no such layers, in a few words; null where it has.</summary>
    public static string? Obstacle(TrainingSpec spec)
    {
        if (spec.Model.Kind is not MlpFamily) return "the model is no mlp";
        if (spec.Model.Word("activation") == "identity") return "the network is linear: nothing parts its layers";
        var task = ((ITask)spec.Task.Kind).Shape(spec.Task);
        if (!Layers(spec, task).All(layer => ArraySize.Fits(task.Examples, layer.Width)))
            return "a layer has too many values in all examples together";
        return Nodes(((NeuralFamily)spec.Model.Kind).Trained(spec, task)).Length == Layers(spec, task).Length
            ? null
            : "the graph that is trained has a table in place of a layer";
    }

    /// <summary>Name and width of every layer, first to last: <c>hidden1</c>, ..., <c>output</c>.</summary>
    public static ImmutableArray<(string Name, int Width)> Layers(TrainingSpec spec, TaskShape task) =>
    [
        .. MlpFamily.HiddenWidths(spec.Model).Select((width, i) => (Name(i), width)),
        ("output", spec.Loss(task).Function.Outputs(task.Outputs)),
    ];

    /// <summary>The layers' nodes in the graph as it is trained, in the order of <see cref="Layers"/>.</summary>
    public static ImmutableArray<Node> Nodes(NeuralLearner learner) => Nodes(learner.Program.Graph);

    private static ImmutableArray<Node> Nodes(Graph graph) =>
    [
        .. graph.Nodes.Where(node => node.Operation is ActivationOperation).Select(node => node.Inputs[0]).Append(graph.Output)
            .Where(node => node.Stage == Stage.Example),
    ];

    /// <summary>Outputs of one layer: rows.Length x width, example by example.</summary>
    public static double[] Of(NeuralLearner learner, Node layer, int[] rows)
    {
        var values = new double[rows.Length * layer.Shape.Count];
        learner.Program.Forward(layer, learner.Dataset.Examples, rows, values);
        return values;
    }

    private static string Name(int hidden) => string.Create(CultureInfo.InvariantCulture, $"hidden{hidden + 1}");
}
