using GrokBench.Models.GaussianProcesses;

namespace GrokBench.Models.Tests.GaussianProcesses;

[TestFixture]
public sealed class GaussHermiteTests
{
    [Test]
    public void Nodes_PowersUpTo39_HaveTheMomentsOfTheNormalDistribution()
    {
        var doubleFactorial = 1.0;
        for (var power = 0; power < 40; power++)
        {
            var moment = GaussHermite.Nodes.Sum(pair => pair.Weight * Math.Pow(pair.Node, power));
            if (power % 2 == 1) Assert.That(moment, Is.Zero.Within(1e-14 * GaussHermite.Nodes.Max(pair => pair.Weight * Math.Pow(pair.Node, power))), $"power {power}");
            else
            {
                if (power > 0) doubleFactorial *= power - 1;
                Assert.That(moment, Is.EqualTo(doubleFactorial).Within(1e-13 * doubleFactorial), $"power {power}");
            }
        }
    }
}
