using GrokBench.Models.Kinds;
using GrokBench.Models.Optimisers;

namespace GrokBench.Models.Tests.Optimisers;

/// <summary>Expected values are the published code of Lee et al. 2024 worked out by hand.</summary>
public sealed class SlowGradientTests
{
    private static readonly Choice Plain = new(Catalogue.Optimisers["sgd"], [new("learning-rate", 1), new("weight-decay", 0)]);

    /// <summary>The mean is (2, 4), then (2, 2), then (4, 1).</summary>
    [Test]
    public void Ema_StartsFromTheFirstGradient()
    {
        using var bench = new UpdateBench(Ema(0.5, 2), 0, 0);
        Assert.That(Gradients(bench, [2, 4], [2, 0], [6, 0]), Is.EqualTo(new double[][] { [6, 12], [6, 4], [14, 2] }));
    }

    /// <summary>The third gradient is the first to find three; the fifth finds the third, fourth and fifth.</summary>
    [Test]
    public void Average_ActsOnceItsWindowIsFull()
    {
        using var bench = new UpdateBench(Average(3, 2), 0, 0);
        Assert.That(
            Gradients(bench, [3, 0], [6, 3], [9, 0], [0, 0], [3, 3]),
            Is.EqualTo(new double[][] { [3, 0], [6, 3], [9 + 12, 2], [10, 2], [3 + 8, 3 + 2] }));
    }

    [Test]
    public void Average_OfOne_IsAMultipleOfTheGradient()
    {
        using var bench = new UpdateBench(Average(1, 2), 0, 0);
        Assert.That(Gradients(bench, [3, 0], [6, 3]), Is.EqualTo(new double[][] { [9, 0], [18, 9] }));
    }

    /// <summary>The mean that the definition gives, over several blocks of each window.</summary>
    [Test]
    public void Average_OfAnyWindow_IsTheMeanOfTheLast([Values(1, 2, 3, 4, 7)] int window)
    {
        using var bench = new UpdateBench(Average(window, window), 0, 0);
        double[][] gradients = [.. Enumerable.Range(1, 30).Select(step => new double[] { step * step % 23, -step })];
        var expected = gradients.Select((gradient, i) => i + 1 < window
            ? gradient
            : [.. gradient.Select((value, column) => value + gradients[(i + 1 - window)..(i + 1)].Sum(past => past[column]))]);
        Assert.That(Gradients(bench, gradients), Is.EqualTo(expected));
    }

    /// <summary>What was huge and has left the window leaves no rounding error behind.</summary>
    [Test]
    public void Average_AfterAHugeGradient_ForgetsIt()
    {
        using var bench = new UpdateBench(Average(2, 2), 0, 0);
        Assert.That(Gradients(bench, [1e30, 0], [1, 1], [0.5, 1])[^1], Is.EqualTo(new[] { 0.5 + 1.5, 1 + 2 }));
    }

    /// <summary>Of a gradient of norm 50, clipped to 5, the filter makes three times that.</summary>
    [Test]
    public void Ema_Clip_ActsBefore()
    {
        using var bench = new UpdateBench(Ema(0.5, 2).With("gradient-clip", 5), 0, 0);
        Assert.That(Gradients(bench, [30, 40])[0], Is.EqualTo(new double[] { 9, 12 }).Within(1e-5));
    }

    [Test]
    public void Needs_OfAWindow_AreAVectorForEachGradient()
    {
        Assert.That(Updates.Needs(Plain.With("momentum", 0.9)), Is.EqualTo(new UpdateNeeds(Kept: 1, Scratch: 0, Gradients: 1)));
        Assert.That(Updates.Needs(Ema(0.9, 1).With("momentum", 0.9)), Is.EqualTo(new UpdateNeeds(Kept: 2, Scratch: 0, Gradients: 1)));
        Assert.That(Updates.Needs(Average(40, 1).With("momentum", 0.9)), Is.EqualTo(new UpdateNeeds(Kept: 42, Scratch: 0, Gradients: 1)));
    }

    [TestCase(0)]
    [TestCase(1001)]
    public void Setting_WindowOutOfBounds_IsNotAccepted(int window) =>
        Assert.That(() => Average(window, 1), Throws.ArgumentException.With.Message.Contains("an integer from 1 to 1000"));

    [Test]
    public void Setting_WordsOfTheOtherKind_AreNotAccepted() =>
        Assert.That(() => Slow(new("kind", "ema"), new("window", 3), new("lambda", 1)), Throws.ArgumentException);

    private static double[][] Gradients(UpdateBench bench, params double[][] gradients) => Array.ConvertAll(gradients, gradient =>
    {
        bench.Update(gradient);
        return bench.Gradient;
    });

    private static Choice Ema(double alpha, double lambda) => Slow(new("kind", "ema"), new("alpha", alpha), new("lambda", lambda));

    private static Choice Average(int window, double lambda) => Slow(new("kind", "average"), new("window", window), new("lambda", lambda));

    private static Choice Slow(params KeyValuePair<string, SettingValue>[] stated) => Plain.With("slow", SettingValue.Mapping(stated));
}
