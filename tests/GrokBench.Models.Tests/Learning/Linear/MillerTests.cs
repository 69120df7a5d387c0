namespace GrokBench.Models.Tests.Learning.Linear;

/// <summary>
/// Linear regression of Miller, O'Neill and Bui 2023 (arXiv 2310.17247, section 3.1) against an independent iteration of their recursion in Python, with NumPy's
/// points: every printed digit.
/// </summary>
public sealed class MillerTests
{
    private static readonly object[] Published =
    [
        new object[] { 0ul, 6, 261, new[] { 0.541, 1, 1, 1 }, new[] { 2.43, 1.115, 0.102, 0.074 }, new[] { 0.2661, 0.0531, 0.0113, 0.0005 } },
        new object[] { 1ul, 0, 396, new[] { 0.602, 0.765, 1, 1 }, new[] { 2.43, 1.152, 0.104, 0.074 }, new[] { 0.2659, 0.0572, 0.0127, 0.0033 } },
        new object[] { 2ul, 7, 207, new[] { 0.776, 1, 0.918, 0.939 }, new[] { 2.43, 1.177, 0.096, 0.069 }, new[] { 0.2425, -0.0911, 0.0417, -0.0028 } },
        new object[] { 3ul, 31, 245, new[] { 0.571, 1, 1, 1 }, new[] { 2.43, 1.111, 0.099, 0.070 }, new[] { 0.2606, 0.0463, 0.0093, 0.0023 } },
        new object[] { 4ul, 4, 1424, new[] { 0.357, 0.469, 0.929, 1 }, new[] { 2.43, 0.940, 0.094, 0.070 }, new[] { 0.2369, 0.1067, 0.0497, -0.0019 } },
    ];

    [TestCaseSource(nameof(Published))]
    public void Run_OfAPublishedSeed_IsThePublishedRun(
        ulong seed, int trained, int validated, double[] accuracies, double[] complexities, double[] weights)
    {
        using var learner = Lines.Learner(Lines.Miller(seed));
        var (training, validation, complexity) = (new List<double>(), new List<double>(), new List<double>());
        while (true)
        {
            training.Add(learner.Evaluate("train").Accuracy);
            validation.Add(learner.Evaluate("test").Accuracy);
            complexity.Add(learner.Complexity);
            if (learner.Steps == 4999) break;
            learner.Step();
        }

        Assert.Multiple(() =>
        {
            Assert.That(training.FindIndex(accuracy => accuracy == 1), Is.EqualTo(trained));
            Assert.That(validation.FindIndex(accuracy => accuracy >= 0.95), Is.EqualTo(validated));
            Assert.That(new[] { 100, 300, 1000, 4999 }.Select(step => validation[step]), Is.EqualTo(accuracies).Within(0.0005));
            Assert.That(new[] { 0, 100, 1000, 4999 }.Select(step => complexity[step]), Is.EqualTo(complexities).Within(0.0005));
            Assert.That(learner.Weights.ToArray(), Is.EqualTo(weights).Within(0.00005));
        });
    }

    // Without the prior, t → ∞ gives w₀ + Xᵀ(XXᵀ)⁻¹(y - Xw₀): the same source, for this initialisation.
    [TestCase(0ul, 0.541)]
    [TestCase(1ul, 0.561)]
    [TestCase(2ul, 0.918)]
    [TestCase(3ul, 0.561)]
    [TestCase(4ul, 0.296)]
    public void Flow_WithoutAPriorAndForever_HasThePublishedAccuracy(ulong seed, double accuracy)
    {
        using var learner = Lines.Run(Lines.Miller(seed, "flow", learningRate: 1e6, regularised: false), 1);
        Assert.That(learner.Evaluate("test").Accuracy, Is.EqualTo(accuracy).Within(0.0005));
    }
}
