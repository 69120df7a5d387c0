namespace GrokBench.Models.Tests.Learning.Linear;

/// <summary>Linear estimators of Levi, Beck and Bar-Sinai 2023 (arXiv 2310.16441) against their closed forms.</summary>
public sealed class LeviTests
{
    /// <summary>
    /// 60 outputs share one training set, so that their mean averages over the initial error: the loss times 60, at a time scaled by 1/60, is the
    /// loss of one output (section 3.3 of the paper).
    /// </summary>
    [TestCase(0.3, 1)]
    [TestCase(0.5, 3)]
    [TestCase(0.9, 3)]
    [TestCase(1.5, 2)]
    public void Flow_OfManyOutputs_FollowsTheMarchenkoPasturIntegrals(double ratio, double time)
    {
        const int outputs = 60;
        using var learner = Lines.Run(Lines.Levi("flow", 200, ratio, outputs: outputs, test: 2000, learningRate: time * outputs), 1);
        var (trained, general) = Integrals(ratio, time);
        Assert.Multiple(() =>
        {
            Assert.That(outputs * learner.Evaluate("train").Loss / trained, Is.EqualTo(1).Within(0.1));
            Assert.That(outputs * learner.Evaluate("test").Loss / general, Is.EqualTo(1).Within(0.1));
        });
    }

    // A map that can fit everything and leaves 1 - 1/λ of the error where no example is (weight decay halves that: equation 15).
    [TestCase(0, 1 / 3.0)]
    [TestCase(1e-3, 1 / 6.0)]
    public void Flow_WithMoreInputsThanExamples_EndsOnTheFloor(double decay, double floor)
    {
        const int outputs = 100;
        using var learner = Lines.Run(Lines.Levi("flow", 300, 1.5, decay: decay / outputs, outputs: outputs, test: 2000, learningRate: 1e6), 1);
        Assert.That(outputs * learner.Evaluate("test").Loss, Is.EqualTo(floor).Within(0.05 * floor));
    }

    /// <summary>E[ν·e^(-4νt)] and E[e^(-4νt)] over ν = 1 + λ + 2√λ·cos θ with density (2/π)·sin²θ/ν, and the share 1 - 1/λ at 0.</summary>
    private static (double Train, double General) Integrals(double ratio, double time)
    {
        const int nodes = 4000;
        var (train, general) = (0.0, Math.Max(0, 1 - (1 / ratio)));
        for (var i = 0; i < nodes; i++)
        {
            var angle = (i + 0.5) * Math.PI / nodes;
            var value = 1 + ratio + (2 * Math.Sqrt(ratio) * Math.Cos(angle));
            var weight = 2 / Math.PI * Math.Sin(angle) * Math.Sin(angle) / value * Math.PI / nodes * Math.Exp(-4 * value * time);
            train += value * weight;
            general += weight;
        }

        return (train, general);
    }
}
