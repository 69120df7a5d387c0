using GrokBench.Models.Tasks;

namespace GrokBench.Models.Tests.Tasks;

/// <summary>Miller et al.'s tasks of one number, held against their definitions.</summary>
[TestFixture]
public sealed class UnivariateTaskTests
{
    [Test]
    public void Interval_Points_FillTheIntervalAndAreLabelledBySign()
    {
        var examples = Table.Create(Table.Choose(new IntervalClassification(), ("train", 20), ("points", 4000))).Examples;
        Assert.That(examples.Inputs, Has.All.InRange(-0.5, 0.5));
        Assert.That((examples.Inputs.Min(), examples.Inputs.Max()), Is.EqualTo((-0.5, 0.5)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) < 0.005 && Math.Abs(a.Item2 - b.Item2) < 0.005));
        Assert.That(examples.Labels, Is.EqualTo(examples.Inputs.Select(x => x > 0 ? 1 : 0)));
    }

    [Test]
    public void Interval_RandomLabels_AreTossedAnewOnTheSamePoints()
    {
        var correct = Table.Create(Table.Choose(new IntervalClassification(), ("train", 20), ("points", 4000))).Examples;
        var random = Table.Create(Table.Choose(new IntervalClassification(), ("train", 20), ("points", 4000), ("labels", "random"))).Examples;
        Assert.That(random.Inputs, Is.EqualTo(correct.Inputs));
        Assert.That(random.Labels.Average(), Is.EqualTo(0.5).Within(0.03));
        Assert.That(random.Labels.Zip(correct.Labels).Average(pair => pair.First == pair.Second ? 1 : 0), Is.EqualTo(0.5).Within(0.03));
    }

    [Test]
    public void Sine_Targets_AreTheSineAndNoiseOfTheStatedSize()
    {
        var settings = Table.Choose(new NoisySine(), ("train", 50), ("points", 4000), ("noise", 0.2), ("angular-frequency", 3), ("half-width", 2));
        var examples = Table.Create(settings).Examples;
        var noise = examples.Targets.Zip(examples.Inputs, (target, x) => target - Math.Sin(3 * x)).ToArray();
        Assert.That(examples.Inputs, Has.All.InRange(-2, 2));
        Assert.That(noise.Average(), Is.Zero.Within(0.01));
        Assert.That(Math.Sqrt(noise.Average(value => value * value)), Is.EqualTo(0.2).Within(0.007));
    }

    /// <summary>A Gaussian process takes no other targets.</summary>
    [Test]
    public void Sine_LargestNoise_GivesFiniteTargets()
    {
        var settings = Table.Choose(new NoisySine(), ("train", 50), ("points", 4000), ("noise", 1e300));
        Assert.That(Table.Create(settings).Examples.Targets.Select(double.IsFinite), Is.All.True);
        Assert.That(() => Table.Choose(new NoisySine(), ("train", 50), ("noise", 1e301)), Throws.ArgumentException);
    }

    [Test]
    public void Sine_WithoutNoise_IsTheSine()
    {
        var examples = Table.Create(Table.Choose(new NoisySine(), ("train", 50), ("noise", 0))).Examples;
        Assert.That(examples.Targets, Is.EqualTo(examples.Inputs.Select(x => Math.Sin(2 * x))).Within(1e-15));
    }

    [Test]
    public void Sine_RandomLabels_AreTheSineAtOtherPoints()
    {
        var correct = Table.Create(Table.Choose(new NoisySine(), ("train", 50), ("points", 4000), ("noise", 0))).Examples;
        var random = Table.Create(Table.Choose(new NoisySine(), ("train", 50), ("points", 4000), ("noise", 0), ("labels", "random"))).Examples;
        Assert.That(random.Inputs, Is.EqualTo(correct.Inputs));
        Assert.That(random.Targets.Zip(correct.Targets).Average(pair => pair.First * pair.Second), Is.Zero.Within(0.03), "no correlation: three standard errors");

        // Of sin 2x over [-3/2, 3/2): (1 - sin(6)/6)/2.
        Assert.That(random.Targets.Average(y => y * y), Is.EqualTo((1 - (Math.Sin(6) / 6)) / 2).Within(0.02));
    }

    [Test]
    public void Check_NoTestPointsLeft_SaysWhatIsExpected() =>
        Assert.That(Table.Check(Table.Choose(new NoisySine(), ("train", 100))).Single().ToString(), Does.Contain("train").And.Contain("fewer than the 100 points"));
}
