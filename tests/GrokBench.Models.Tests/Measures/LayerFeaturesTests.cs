using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Models.Tests.Families;

namespace GrokBench.Models.Tests.Measures;

public sealed class LayerFeaturesTests
{
    /// <summary>Against the plain definition, layer by layer: x·W + b, of which ReLU hides what is negative from the next layer only.</summary>
    [Test]
    public void Of_EveryLayer_IsItsLinearMapBeforeTheActivation()
    {
        int[] widths = [8, 6];
        var spec = Bench.Parity with { Model = Specs.ParityMlp.With("width", SettingValue.ListOf([8, 6])).With("biases", "all") };
        using var learner = Bench.Create(spec);
        for (var step = 0; step < 5; step++) learner.Step();
        var rows = learner.Dataset["test"].Rows;
        var layers = LayerFeatures.Layers(learner.Published);
        Assert.That(layers, Has.Length.EqualTo(widths.Length + 1));

        var inputs = rows.Select(row => learner.Dataset.Examples.Inputs.AsSpan(row * 24, 24).ToArray()).ToArray();
        for (var i = 0; i < layers.Length; i++)
        {
            var name = i < widths.Length ? $"hidden{i + 1}" : "output";
            var expected = inputs.Select(input => Linear(learner, name, input)).ToArray();
            var features = LayerFeatures.Of(learner, layers[i], rows);
            Assert.That(features, Is.EqualTo(expected.SelectMany(row => row)).Within(1e-12), name);
            Assert.That(features, Has.Some.LessThan(-0.01), name);
            inputs = [.. expected.Select(row => row.Select(value => Math.Max(0, value)).ToArray())];
        }
    }

    private static double[] Linear(NeuralLearner learner, string layer, double[] input)
    {
        var (weights, biases) = (Parameter(learner, $"{layer}.weight"), Parameter(learner, $"{layer}.bias"));
        return [.. biases.Select((bias, unit) => bias + input.Select((value, i) => value * weights[(i * biases.Length) + unit]).Sum())];
    }

    private static double[] Parameter(NeuralLearner learner, string name)
    {
        var slice = learner.Program.Graph.Parameters.Slices.Single(slice => slice.Name == name);
        var values = new double[slice.Shape.Count];
        learner.Program.Parameters.CopyTo(slice.Offset, values);
        return values;
    }
}
