using System.Text.Json.Nodes;
using GrokBench.Models.Learning;
using GrokBench.Models.Tests.Families;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Tests.Measures;

/// <summary>Quadratic networks on pairs of numbers, with weights given by the test.</summary>
internal static class QuadraticNetworks
{
    public static JsonNode Fixture { get; } = Families.Fixture.Read("quadratic");

    public static TrainingSpec Spec(int modulus, int units, string init = "cube-root", string operation = "x+y") => Bench.Mlp with
    {
        Task = Specs.Addition(modulus, 0.6).With("operation", operation),
        Model = Specs.ReluMlp.With("width", units).With("activation", "square").With("init", init),
        Training = Specs.Training("full", "mse").With("precision", "float64"),
    };

    /// <param name="weights">By unit, vector (first operand, second operand, output) and number.</param>
    public static NeuralLearner Create(int modulus, int units, Func<int, int, int, double> weights)
    {
        var learner = Bench.Create(Spec(modulus, units));
        var (incoming, outgoing) = (new double[2 * modulus * units], new double[units * modulus]);
        for (var unit = 0; unit < units; unit++)
        {
            for (var t = 0; t < modulus; t++)
            {
                for (var vector = 0; vector < 2; vector++) incoming[(((vector * modulus) + t) * units) + unit] = weights(unit, vector, t);
                outgoing[(unit * modulus) + t] = weights(unit, 2, t);
            }
        }

        Set(learner, "hidden1.weight", incoming);
        Set(learner, "output.weight", outgoing);
        return learner;
    }

    /// <summary>With the fixture's random weights.</summary>
    public static NeuralLearner Create(JsonNode measured)
    {
        var learner = Bench.Create(Spec(measured["modulus"]!.GetValue<int>(), measured["units"]!.GetValue<int>()));
        foreach (var name in new[] { "hidden1.weight", "output.weight" }) Set(learner, name, Decode(measured[name]!));
        return learner;
    }

    public static double[] Decode(JsonNode base64) => Families.Fixture.Decode(Convert.FromBase64String(base64.GetValue<string>()), Precision.Float64);

    private static void Set(NeuralLearner learner, string tensor, double[] values) =>
        learner.Program.Parameters.CopyFrom(learner.Program.Graph.Parameters[tensor].Offset, values);
}
