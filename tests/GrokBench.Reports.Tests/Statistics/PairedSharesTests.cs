using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Statistics;

public sealed class PairedSharesTests
{
    /// <summary>Twice the binomial tail by hand.</summary>
    [TestCase(0, 8, 2.0 / 256)]
    [TestCase(8, 0, 2.0 / 256)]
    [TestCase(1, 6, 16.0 / 128)]
    [TestCase(3, 3, 1)]
    [TestCase(0, 0, 1)]
    public void P_ByPairsThatDiffer_ClosedForm(int gained, int lost, double expected) => Assert.That(new PairedShares(gained, lost).P, Is.EqualTo(expected));
}
