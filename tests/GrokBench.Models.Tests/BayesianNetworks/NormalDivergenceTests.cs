using GrokBench.Models.BayesianNetworks;

namespace GrokBench.Models.Tests.BayesianNetworks;

public sealed class NormalDivergenceTests
{
    [TestCase(0, 0)]
    [TestCase(0.3, 0.01)]
    [TestCase(-1.7, 0.4)]
    [TestCase(5, 2.5)]
    public void FromStandard_ANormalDistribution_IsTheIntegral(double mean, double deviation)
    {
        var std = deviation == 0 ? 1 : deviation;
        Assert.That(NormalDivergence.FromStandard(mean, Math.Log(std)), Is.EqualTo(Integral(mean, std)).Within(1e-10));
    }

    [Test]
    public void FromStandard_ThePriorItself_IsZero() => Assert.That(NormalDivergence.FromStandard(0, 0), Is.Zero);

    /// <summary>∫ q·ln(q/p) over 12 standard deviations of q either way, by the trapezium rule, which converges exponentially here.</summary>
    private static double Integral(double mean, double std)
    {
        const int points = 4000;
        const double reach = 12, step = 2 * reach / points;
        var sum = 0.0;
        for (var i = 0; i <= points; i++)
        {
            var z = (i * step) - reach;
            var x = mean + (std * z);
            sum += Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * (((x * x) - (z * z)) / 2 - Math.Log(std));
        }

        return sum * step;
    }
}
