using GrokBench.Models.Kinds;
using GrokBench.Models.Optimisers;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Tests.Optimisers;

/// <summary>Expected values are the published code of Prieto et al. 2025 worked out by hand.</summary>
public sealed class OrthogonalRuleTests
{
    private static readonly Choice Orthogonal = new(
        Catalogue.Optimisers["sgd"], [new("learning-rate", 0.5), new("weight-decay", 0), new("orthogonal-to-weights", true)]);

    [Test]
    public void Step_TakesAwayWhatLiesAlongTheWeightsAndKeepsTheNorm([Values] Precision precision)
    {
        using var bench = new UpdateBench(Orthogonal, [1, 0], precision: precision);
        Assert.That(bench.Update(3, 4), Is.EqualTo(new[] { 1, -2.5 }));
        Assert.That(bench.Gradient, Is.EqualTo(new double[] { 0, 5 }));
    }

    /// <summary>Together, (1, 0, 0, 2) and (3, 4, 4, 3) have another product than each by itself.</summary>
    [Test]
    public void Step_SeveralTensors_AreTakenEachByItself()
    {
        using var bench = new UpdateBench(Orthogonal, [1, 0, 0, 2], tensors: [new("a", 0, new(1, 2)), new("b", 2, new(2, 1))]);
        bench.Update(3, 4, 4, 3);
        Assert.That(bench.Gradient, Is.EqualTo(new double[] { 0, 5, 5, 0 }));
    }

    [Test]
    public void Step_WeightDecay_ActsOnTheResult()
    {
        using var bench = new UpdateBench(Orthogonal.With("weight-decay", 1), [1, 0]);
        Assert.That(bench.Update(3, 4), Is.EqualTo(new[] { 0.5, -2.5 }));
    }

    /// <summary>Clipped to (0.3, 0.4), of norm 0.5: the norm that remains.</summary>
    [Test]
    public void Step_Clip_ActsBefore()
    {
        using var bench = new UpdateBench(Orthogonal.With("gradient-clip", 0.5), [1, 0]);
        bench.Update(3, 4);
        Assert.That(bench.Gradient, Is.EqualTo(new[] { 0, 0.5 }).Within(1e-6));
    }

    /// <summary>The mean (1.5, 2.5) and the gradient (0, 1) are (1.5, 3.5) together; in the other order (0, 4) would remain.</summary>
    [Test]
    public void Step_SlowGradient_ActsBefore()
    {
        var slow = SettingValue.Mapping([new("kind", "ema"), new("alpha", 0.5), new("lambda", 1)]);
        using var bench = new UpdateBench(Orthogonal.With("slow", slow).With("warm-up", 2), [1, 0]);
        bench.Update(3, 4);
        bench.Update(0, 1);
        Assert.That(bench.Gradient, Is.EqualTo(new[] { 0, Math.Sqrt(14.5) }).Within(1e-15));
    }

    [Test]
    public void Step_WeightsOfZero_LeaveTheGradient([Values] Precision precision)
    {
        using var bench = new UpdateBench(Orthogonal, [0, 0], precision: precision);
        bench.Update(3, 4);
        Assert.That(bench.Gradient, Is.EqualTo(new double[] { 3, 4 }));
    }

    [Test]
    public void Step_GradientAlongTheWeights_IsNone([Values] Precision precision)
    {
        using var bench = new UpdateBench(Orthogonal, [1, 2], precision: precision);
        Assert.That(bench.Update(1e12, 2e12), Is.EqualTo(new double[] { 1, 2 }), "and its norm is not given to nothing");
    }

    /// <summary>The quotient 0.7·0.1/0.1² is rounded, and what that leaves would be blown up to the norm.</summary>
    [Test]
    public void Step_TensorOfOneNumber_HasNoGradient()
    {
        using var bench = new UpdateBench(
            Orthogonal, [0.1, 0.3, 0.4], tensors: [new("scale", 0, new(1, 1)), new("weights", 1, new(1, 2))]);
        bench.Update(0.7, 4, -3);
        Assert.That(bench.Gradient[0], Is.Zero);
        Assert.That(bench.Gradient[1..], Is.EqualTo(new double[] { 4, -3 }).Within(1e-15));
    }

    [Test]
    public void Needs_AreNone() => Assert.That(Updates.Needs(Orthogonal), Is.EqualTo(new UpdateNeeds(Kept: 0, Scratch: 0, Gradients: 1)));
}
