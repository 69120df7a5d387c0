using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tests.Families;
using GrokBench.Models.Tests.Tasks;

namespace GrokBench.Models.Tests.Measures;

public sealed class StandardisedProbeTests
{
    private static TrainingSpec Subclasses { get; } = Bench.Parity with
    {
        Task = Table.Choose(
            new SubclassShift(),
            ("construction", "equidistant"), ("noise", 0.05), ("train", 300), ("factor", 1), ("sparse", 1), ("test", 400)),
        Training = Specs.Training(50),
    };

    /// <summary>Of 1, 3 and 2, 2 the first feature has mean 2 and deviation 1; the second never changes where it is trained on.</summary>
    [Test]
    public void Standardise_TrainedFeatures_HaveMeanZeroAndVarianceOne()
    {
        double[] trained = [1, 2, 3, 2], tested = [4, 5];
        StandardisedProbe.Standardise(trained, tested, width: 2);

        Assert.That(trained, Is.EqualTo(new double[] { -1, 0, 1, 0 }));
        Assert.That(tested, Is.EqualTo(new double[] { 2, 0 }));
    }

    /// <summary>Squares of 10²⁰⁰ are beyond float64.</summary>
    [TestCase(1e-200, 0)]
    [TestCase(1e200, 0)]
    [TestCase(1e-3, 7)]
    public void Standardise_FeaturesOfAnotherScale_AreTheSame(double scale, double shift)
    {
        double[] features = [0.3, 1.7, -2.4, 0.9, 5.5];
        double[] trained = [.. features], scaled = [.. features.Select(value => (scale * value) + shift)];
        StandardisedProbe.Standardise(trained, [], width: 1);
        StandardisedProbe.Standardise(scaled, [], width: 1);

        Assert.That(scaled, Is.EqualTo(trained).Within(1e-10));
    }

    /// <summary>The scale of the initial weights is that of the first layer's outputs.</summary>
    [TestCase(1e-3)]
    [TestCase(1.0)]
    public void Evaluate_SeparableFeatures_AreToldApartAtAnyScale(double scale)
    {
        var spec = Subclasses with { Model = Subclasses.Model.With("init-scale", scale) };
        using var learner = Bench.Create(spec);

        Assert.That(new StandardisedProbe().Series(spec), Has.All.StartWith("standardised-probe/"));
        Assert.That(Bench.Measure(new StandardisedProbe(), learner)[0], Is.GreaterThan(0.9));
    }

    [Test]
    public void Evaluate_RandomLabels_StaysAtChance()
    {
        using var learner = Bench.Create(Subclasses with { Task = Subclasses.Task.With("labels", "random") });

        // 400 test examples of four classes, five standard deviations.
        Assert.That(Bench.Measure(new StandardisedProbe(), learner), Has.All.InRange(0.14, 0.36));
    }
}
