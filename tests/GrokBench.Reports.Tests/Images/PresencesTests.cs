using GrokBench.Models.Tasks;
using GrokBench.Reports.Images;

namespace GrokBench.Reports.Tests.Images;

internal sealed class PresencesTests
{
    [TestCase(12, 0, Presence.LeftOut)]
    [TestCase(12, 3, Presence.Sparse)]
    [TestCase(12, 12, Presence.Full)]
    [TestCase(12, 13, Presence.Full, TestName = "Of_ShareRoundedUp_IsFull")]
    public void Of_SubclassThatMayBeSparse_GoesByItsExamples(int others, int examples, Presence expected)
    {
        var subclass = new Subclass(1, 0, true, examples);
        Assert.That(Presences.Of(subclass, [new Subclass(0, 0, false, others), subclass]), Is.EqualTo(expected));
    }

    [Test]
    public void Of_OthersRoundedDown_IsFull()
    {
        var subclass = new Subclass(0, 0, false, 12);
        Assert.That(Presences.Of(subclass, [subclass, new Subclass(1, 0, true, 13)]), Is.EqualTo(Presence.Full));
    }
}
