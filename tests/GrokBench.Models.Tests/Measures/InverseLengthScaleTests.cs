using GrokBench.Models.GaussianProcesses;
using GrokBench.Models.Measures;
using GrokBench.Models.Tests.GaussianProcesses;
using GrokBench.Tensors.Maths;

namespace GrokBench.Models.Tests.Measures;

[TestFixture]
public sealed class InverseLengthScaleTests
{
    private readonly InverseLengthScale measure = new();

    [Test]
    public void Series_OfATaskWithRelevantInputs_TellsTheTwoKindsApart()
    {
        var spec = Processes.Spec(Processes.Classification(), Processes.Parity(20));
        Assert.That(measure.Series(spec), Is.EqualTo(new[] { "1", "2", "3", "4", "5", "6", "least-relevant", "greatest-irrelevant" }.Select(part => $"{measure.Name}/{part}")));
    }

    [Test]
    public void Series_OfASharedLengthScale_IsOne()
    {
        var spec = Processes.Spec(Processes.Classification(("length-scales", "shared")), Processes.Parity(20));
        Assert.That(measure.Series(spec), Is.EqualTo(new[] { $"{measure.Name}/1" }));
    }

    [Test]
    public void Evaluate_KnownLengthScales_GivesOneOverEach()
    {
        var spec = Processes.Spec(Processes.Classification(("transform", "exp")), Processes.Parity(20));
        using var learner = (GaussianProcessLearner)Bench.Learner(spec);
        var parameters = learner.ReadParameters();
        double[] lengths = [0.5, 0.25, 1, 4, 2, 8];
        for (var d = 0; d < lengths.Length; d++) parameters[d] = SpecialFunctions.Log(lengths[d]);
        learner.SetParameters(parameters);
        double[] expected = [2, 4, 1, 0.25, 0.5, 0.125, 1, 0.5];
        Assert.That(Bench.Measure(measure, learner, spec), Is.EqualTo(expected).Within(1e-14));
    }

    [Test]
    public void Obstacle_OfANetwork_SaysThatThereAreNone() => Assert.That(measure.Obstacle(Bench.Mlp), Is.EqualTo("mlp has no length scales"));

    [Test]
    public void Obstacle_OfTheTermsOfANetwork_SaysThatThereAreNone() =>
        Assert.That(((IMeasure)new Complexity()).Obstacle(Bench.Mlp), Is.EqualTo("the objective of mlp is no data fit plus a complexity"));
}
