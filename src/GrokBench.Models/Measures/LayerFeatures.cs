using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Measures;

/// <summary>
/// What the layers of a fully connected network make of examples: the outputs of its linear maps, before the activation, as Fan et al. 2024 take them.
/// </summary>
internal static class LayerFeatures
{
    /// <summary>Why a run has no such layers, in a few words; null where it has.</summary>
    public static string? Obstacle(Graph published, TaskShape task)
    {
        var layers = Layers(published);
        if (layers.Length == 0) return "the model names no hidden layers";
        return layers.All(layer => ArraySize.Fits(task.Examples, layer.Width)) ? null : "a layer has too many values in all examples together";
    }

    /// <summary>Every layer, first to last: <c>hidden1</c>, ..., <c>output</c>. None where the model has no hidden layers.</summary>
    public static ImmutableArray<Layer> Layers(Graph published)
    {
        var layers = ImmutableArray.CreateBuilder<Layer>();
        for (var i = 1; published.Taps.TryGetValue(LayerTaps.Preactivation(LayerTaps.Hidden(i)), out var node); i++)
            layers.Add(new(LayerTaps.Hidden(i), LayerTaps.Preactivation(LayerTaps.Hidden(i)), node.Shape.Count));
        if (layers.Count > 0) layers.Add(new(Graph.OutputTap, Graph.OutputTap, published.Output.Shape.Count));
        return layers.ToImmutable();
    }

    /// <summary>Outputs of one layer: rows.Length x width, example by example.</summary>
    public static double[] Of(NeuralLearner learner, Layer layer, int[] rows) => learner.Observe().Values(layer.Tap, rows);

    /// <param name="Tap">Of the node before the activation.</param>
    public readonly record struct Layer(string Name, string Tap, int Width);
}
