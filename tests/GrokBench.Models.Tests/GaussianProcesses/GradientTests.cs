using GrokBench.Models.GaussianProcesses;
using GrokBench.Models.Kinds;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tests.GaussianProcesses;

/// <summary>The gradients that are written out, against central differences of the objective.</summary>
[TestFixture]
public sealed class GradientTests
{
    private const double Step = 1e-5, Tolerance = 1e-8;

    private static IEnumerable<TestCaseData> Learners()
    {
        foreach (var transform in new[] { "exp", "softplus" })
        {
            foreach (var lengths in new[] { "shared", "per-dimension" })
            {
                (string, SettingValue)[] kernel = [("transform", transform), ("length-scales", lengths)];
                yield return new TestCaseData(Processes.Regression(kernel)).SetArgDisplayNames($"regression, {transform}, {lengths}");
                yield return new TestCaseData(Processes.Classification(kernel)).SetArgDisplayNames($"classification, {transform}, {lengths}");
            }
        }

        yield return new TestCaseData(Processes.Classification(("kl-weight", 0))).SetArgDisplayNames("classification without KL");
        yield return new TestCaseData(Processes.Classification(("kl-weight", 2.5))).SetArgDisplayNames("classification with more KL");
        yield return new TestCaseData(Processes.Classification(("mean", "zero"))).SetArgDisplayNames("classification with the mean 0");
    }

    [TestCaseSource(nameof(Learners))]
    public void Objective_OfALearner_HasTheGradientOfItsDifferences(Choice model)
    {
        using var learner = Create(model);
        var parameters = learner.ReadParameters();
        var (gradient, ignored) = (new double[parameters.Length], new double[parameters.Length]);
        var mean = model.Word("mean") == "zero" ? learner.InverseLengthScales().Length + 1 : -1;
        learner.Objective(gradient);
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i == mean) Assert.That(gradient[i], Is.Zero);
            else Assert.That(gradient[i], Is.EqualTo((At(i, Step) - At(i, -Step)) / (2 * Step)).Within(Tolerance), $"parameter {i}");
        }

        double At(int i, double change)
        {
            var moved = (double[])parameters.Clone();
            moved[i] += change;
            learner.SetParameters(moved);
            return learner.Objective(ignored);
        }
    }

    /// <summary>At parameters that are nowhere special.</summary>
    private static GaussianProcessLearner Create(Choice model)
    {
        var learner = Processes.Create(model, Processes.Points(12, 3, labels: model.Kind.Name != "gaussian-process"), 12);
        var stream = new RandomStream(3, "gradient");
        learner.SetParameters([.. learner.ReadParameters().Select((value, i) => value + (0.3 * stream.Normal((ulong)i)))]);
        return learner;
    }
}
