using GrokBench.Models.Measures;

namespace GrokBench.Models.Tests.Measures;

public sealed class BinomialTests
{
    /// <summary>Twice the smaller tail, summed in exact integers: 2·Σ C(n, j)·a^j·(b - a)^(n - j)/b^n.</summary>
    [TestCase(0, 10, 1, 2, 2.0 / 1024)]
    [TestCase(10, 10, 1, 2, 2.0 / 1024)]
    [TestCase(5, 10, 1, 2, 1)]
    [TestCase(3, 10, 1, 2, 2 * 176.0 / 1024)]
    [TestCase(3, 5, 1, 4, 2 * (90.0 + 15 + 1) / 1024)]
    [TestCase(0, 3, 1, 3, 2 * 8.0 / 27)]
    public void TwoSided_OfFewTrials_IsTwiceTheSmallerTail(int successes, int trials, int a, int b, double expected) =>
        Assert.That(Binomial.TwoSided(successes, trials, (double)a / b), Is.EqualTo(expected).Within(1e-14));

    /// <summary>All sides of all sums: with n trials the probabilities of the tails at k and k + 1 together are 1.</summary>
    [Test]
    public void TwoSided_OfThousandsOfTrials_AgreesWithTheSumOfAllTerms()
    {
        const int trials = 2000;
        const double probability = 0.3;
        var terms = new double[trials + 1];
        terms[0] = Math.Pow(1 - probability, trials);
        for (var k = 1; k <= trials; k++) terms[k] = terms[k - 1] * (trials - k + 1) / k * probability / (1 - probability);
        foreach (var successes in new[] { 500, 590, 600, 601, 650, 700 })
        {
            var (below, above) = (terms[..(successes + 1)].Sum(), terms[successes..].Sum());
            Assert.That(Binomial.TwoSided(successes, trials, probability), Is.EqualTo(Math.Min(1, 2 * Math.Min(below, above))).Within(1e-10).Percent, $"{successes}");
        }
    }

    [Test]
    public void TwoSided_AtTheEnds_IsCertainOrImpossible() => Assert.Multiple(() =>
    {
        Assert.That(Binomial.TwoSided(0, 5, 0), Is.EqualTo(1));
        Assert.That(Binomial.TwoSided(1, 5, 0), Is.EqualTo(0));
        Assert.That(Binomial.TwoSided(5, 5, 1), Is.EqualTo(1));
        Assert.That(Binomial.TwoSided(4, 5, 1), Is.EqualTo(0));
        Assert.That(Binomial.TwoSided(4, 5, double.NaN), Is.NaN);
    });
}
