using GrokBench.Models.Kinds;
using GrokBench.Models.Optimisers;

namespace GrokBench.Models.Tests.Optimisers;

public sealed class AveragedDescentTests
{
    private static readonly Choice Settings = new(new AveragedDescent(), [new("learning-rate", 0.5), new("memory", 0.5)]);

    [Test]
    public void Rules_TheDocumentedOptimiser_FollowItsFormula()
    {
        using var bench = new UpdateBench(Settings, 0, 0);

        // By hand: the mean is (2, 4) and then (2, 2).
        Assert.That(bench.Update(2, 4), Is.EqualTo([-1, -2]));
        Assert.That(bench.Update(2, 0), Is.EqualTo([-1 - 1, -2 - 1]));
    }

    /// <summary>The gradient is clipped before the mean sees it.</summary>
    [Test]
    public void Rules_TheDocumentedOptimiser_HaveWhatAllShare()
    {
        using var bench = new UpdateBench(Settings.With("gradient-clip", 5).With("warm-up", 1), 0, 0);
        Assert.That(bench.Update(30, 40), Is.EqualTo(new double[] { 0, 0 }));
        Assert.That(bench.Update(3, 4), Is.EqualTo(new[] { -1.5, -2 }).Within(1e-5));
    }

    /// <summary>It has no weight decay, and so its groups have none.</summary>
    [Test]
    public void Groups_OfAnOptimiserWithoutDecay_StateLearningRatesAlone()
    {
        Assert.That(() => With("weight-decay"), Throws.ArgumentException);
        Assert.That(Updates.Needs(With("learning-rate")).Kept, Is.EqualTo(1));

        static Choice With(string setting) =>
            Settings.With("groups", SettingValue.ListOf([SettingValue.Mapping([new("parameters", "table"), new(setting, 1)])]));
    }
}
