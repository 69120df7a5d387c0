using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Statistics;

public sealed class BinomialTests
{
    /// <summary>Sums of binomial coefficients over powers of two, and of C(5, i)·4^i over 5^5.</summary>
    [TestCase(0, 5, 0.5, 1.0 / 32)]
    [TestCase(2, 8, 0.5, 37.0 / 256)]
    [TestCase(5, 20, 0.5, 21700.0 / 1048576)]
    [TestCase(0, 5, 0.8, 1.0 / 3125)]
    [TestCase(1, 5, 0.8, 21.0 / 3125)]
    [TestCase(2, 5, 0.2, 2944.0 / 3125)]
    public void AtMost_FewTrials_ClosedForm(int count, int trials, double share, double expected) =>
        Assert.That(Binomial.AtMost(count, trials, share), Is.EqualTo(expected).Within(share == 0.5 ? 0 : 1e-15));

    [TestCase(-1, ExpectedResult = 0)]
    [TestCase(7, ExpectedResult = 1)]
    public double AtMost_OutsideTheTrials_Certain(int count) => Binomial.AtMost(count, 7, 0.3);

    [TestCase(0.0, ExpectedResult = 1)]
    [TestCase(1.0, ExpectedResult = 0)]
    public double AtMost_CertainTrials_Certain(double share) => Binomial.AtMost(2, 7, share);

    /// <summary>P(Bin(n, p) ≤ k) = I_(1-p)(n - k, k + 1), which is computed another way.</summary>
    [TestCase(300, 1000, 0.32)]
    [TestCase(17, 80, 0.2)]
    public void AtMost_ManyTrials_IsAnIncompleteBeta(int count, int trials, double share) => Assert.That(
        Binomial.AtMost(count, trials, share), Is.EqualTo(IncompleteBeta.At(2 * (trials - count), 2 * (count + 1), 1 - share)).Within(1e-12));

    [Test]
    public void AtLeast_IsTheRest() => Assert.That(Binomial.AtLeast(3, 9, 0.37), Is.EqualTo(1 - Binomial.AtMost(2, 9, 0.37)).Within(1e-15));

    /// <summary>Up to 1000 trials by sums, beyond by the incomplete beta function: the two meet. 0.5 of 2001 trials is a half by symmetry.</summary>
    [Test]
    public void AtMost_ManyTrials_GoesOnWithoutAJump()
    {
        Assert.That(Binomial.AtMost(1000, 2001, 0.5), Is.EqualTo(0.5).Within(1e-9));
        Assert.That(Binomial.AtMost(780, 1001, 0.8), Is.InRange(Binomial.AtMost(780, 1002, 0.8), Binomial.AtMost(780, 1000, 0.8)));
    }
}
