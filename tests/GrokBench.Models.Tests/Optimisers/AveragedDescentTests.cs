using GrokBench.Models.Kinds;
using GrokBench.Models.Optimisers;

namespace GrokBench.Models.Tests.Optimisers;

public sealed class AveragedDescentTests
{
    [Test]
    public void Rules_TheDocumentedOptimiser_FollowItsFormula()
    {
        var settings = new Choice(new AveragedDescent(), [new("learning-rate", 0.5), new("memory", 0.5), new("emphasis", 2)]);
        using var bench = new UpdateBench(settings, 0, 0);

        // By hand: the mean is (2, 4) and then (2, 2).
        Assert.That(bench.Update(2, 4), Is.EqualTo([-3, -6]));
        Assert.That(bench.Update(2, 0), Is.EqualTo([-3 - 3, -6 - 2]));
    }
}
