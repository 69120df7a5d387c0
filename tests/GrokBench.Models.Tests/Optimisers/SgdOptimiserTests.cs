using GrokBench.Models.Kinds;

namespace GrokBench.Models.Tests.Optimisers;

/// <summary>Expected values are the update rules worked out by hand.</summary>
public sealed class SgdOptimiserTests
{
    private static readonly Choice Plain = new(Catalogue.Optimisers["sgd"], [new("learning-rate", 0.5), new("weight-decay", 0)]);

    [Test]
    public void Rules_Plain_DescendAlongTheGradient()
    {
        using var bench = new UpdateBench(Plain, 1, -2);
        Assert.That(bench.Update(4, 2), Is.EqualTo([-1, -3]));
    }

    [Test]
    public void Rules_Momentum_KeepAShareOfTheVelocity()
    {
        using var bench = new UpdateBench(Plain.With("momentum", 0.5), 0, 0);
        Assert.That(bench.Update(2, 4), Is.EqualTo([-1, -2]));
        Assert.That(bench.Update(0, 4), Is.EqualTo([-1.5, -5]));
    }

    [Test]
    public void Rules_Nesterov_LookAhead()
    {
        using var bench = new UpdateBench(Plain.With("momentum", 0.5).With("nesterov", true), 0, 0);
        Assert.That(bench.Update(2, 4), Is.EqualTo([-1.5, -3]));
    }

    [Test]
    public void Rules_WeightDecay_IsPartOfTheGradient()
    {
        using var bench = new UpdateBench(Plain.With("weight-decay", 0.25), 4, 0);
        Assert.That(bench.Update(1, 0), Is.EqualTo([3, 0]));
    }

    [Test]
    public void Rules_Clip_ShortensALongGradientOnly()
    {
        using var bench = new UpdateBench(Plain.With("gradient-clip", 5), 0, 0);
        Assert.That(bench.Update(3, 3.9), Is.EqualTo([-1.5, -1.95]));
        Assert.That(bench.Update(30, 40), Is.EqualTo([-1.5 - 1.5, -1.95 - 2]).Within(1e-6));
    }

    [TestCase(1, 5)]
    [TestCase(2, 10)]
    public void Rules_FixedNorm_RescaleToAMultipleOfTheInitialNorm(double multiple, double norm)
    {
        // Half of the gradient away from (3, 4) lies (6, 6); the second step takes the second parameter to 0.
        using var bench = new UpdateBench(Plain.With("fixed-norm", multiple), 3, 4);
        var first = bench.Update(-6, -4);
        Assert.That(first, Is.EqualTo([norm * Math.Sqrt(0.5), norm * Math.Sqrt(0.5)]).Within(1e-14));
        Assert.That(bench.Update(0, 2 * first[1]), Is.EqualTo([norm, 0]).Within(1e-14), "of the initial one, not of the last");
    }

    [TestCase("momentum", 1.0)]
    [TestCase("nesterov", true)]
    public void Check_SettingsThatContradict_BlamesOne(string setting, object value)
    {
        var settings = Plain.With(setting, value is bool flag ? flag : (double)value);
        Assert.That(new Models.Optimisers.SgdOptimiser().Check(settings).Single().Setting, Is.EqualTo(setting));
    }
}
