using GrokBench.Models.Measures;
using GrokBench.Models.Tests.Families;
using GrokBench.Models.Tests.Tasks;

namespace GrokBench.Models.Tests.Measures;

public sealed class InverseParticipationRatioTests
{
    private const int P = 11, Units = 6;

    [TestCase(0)]
    [TestCase(1)]
    public void Ratios_OfRandomWeights_AreNumPys(int number)
    {
        var measured = QuadraticNetworks.Fixture["measured"]![number]!;
        using var learner = QuadraticNetworks.Create(measured);
        var expected = measured["ratios"]!.AsArray().Select(ratio => ratio!.GetValue<double>());
        Assert.That(Bench.Measure(new InverseParticipationRatio(), learner), Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void Ratio_OfOneWave_IsOne() =>
        Assert.That(Ratios((unit, vector, t) => Math.Cos((2 * Math.PI * unit * t / P) + vector)), Is.All.EqualTo(1).Within(1e-12));

    /// <summary>All of the six frequencies of 11 numbers are equally strong in a single one.</summary>
    [Test]
    public void Ratio_OfASingleNumber_IsThatOfAllFrequencies() =>
        Assert.That(Ratios((unit, _, t) => t == unit ? 3 : 0), Is.All.EqualTo(2.0 / (P + 1)).Within(1e-12));

    /// <summary>A wave of amplitude 2 has as much power at its frequency as a constant of 1 at 0.</summary>
    [Test]
    public void Ratio_OfAWaveOnAConstant_CountsBoth() =>
        Assert.That(Ratios((_, _, t) => 1 + (2 * Math.Cos(2 * Math.PI * t / P))), Is.All.EqualTo(0.5).Within(1e-12));

    [Test]
    public void Ratio_OfUnitsOfWhichOneIsZero_IsThatOfTheOthers() =>
        Assert.That(Ratios((unit, _, t) => unit == 2 ? 0 : Math.Cos(2 * Math.PI * t / P)), Is.All.EqualTo(1).Within(1e-12));

    [Test]
    public void Ratio_OfNothing_IsNotANumber() => Assert.That(Ratios((_, _, _) => 0), Is.All.NaN);

    /// <summary>Means of 10⁵ Gaussian vectors by NumPy: 0.1582, 0.1204 and 0.0404 (the largest has 4096 here).</summary>
    [TestCase(23, 0.1582)]
    [TestCase(31, 0.1204)]
    [TestCase(97, 0.0404)]
    public void Ratio_OfNormalWeights_IsThatOfRandomVectors(int modulus, double expected)
    {
        using var learner = Bench.Create(QuadraticNetworks.Spec(modulus, 4096));
        Assert.That(Bench.Measure(new InverseParticipationRatio(), learner)[0], Is.EqualTo(expected).Within(0.01 * expected));
    }

    [Test]
    public void Obstacle_OfRunsWithoutSuchWeights_SaysWhy()
    {
        var measure = new InverseParticipationRatio();
        Assert.That(measure.Obstacle(QuadraticNetworks.Spec(P, Units)), Is.Null);
        Assert.That(measure.Obstacle(Bench.Mlp with { Task = Table.Group("x*y", 0.5, ("degree", 3)) }), Is.EqualTo("the task's elements have no frequencies"));
        Assert.That(measure.Obstacle(Bench.Transformer), Is.EqualTo("the model is no network of one hidden layer on one-hot operands"));
        Assert.That(
            measure.Obstacle(Bench.Mlp with { Model = Specs.ReluMlp.With("depth", 2) }), Is.EqualTo("the model is no network of one hidden layer on one-hot operands"));
    }

    private static double[] Ratios(Func<int, int, int, double> weights)
    {
        using var learner = QuadraticNetworks.Create(P, Units, weights);
        return Bench.Measure(new InverseParticipationRatio(), learner);
    }
}
