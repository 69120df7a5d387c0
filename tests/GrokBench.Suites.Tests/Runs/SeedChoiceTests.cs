using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Tests.Runs;

public sealed class SeedChoiceTests
{
    [Test]
    public void Of_Count_IsTheFirstOfTheCellsOwn() => Assert.That(new SeedChoice(2).Of([7, 3, 5]), Is.EqualTo(new ulong[] { 7, 3 }));

    [Test]
    public void Of_Range_IsWhatTheCellHasOfIt() => Assert.That(new SeedChoice(3, 3).Of([7, 3, 5]), Is.EqualTo(new ulong[] { 3, 5 }));

    [Test]
    public void IsWithin_Range_OnlyWhereAllOfItIsTheCellsOwn()
    {
        Assert.Multiple(() =>
        {
            Assert.That(new SeedChoice(2, 1).IsWithin([0, 1, 2]), Is.True);
            Assert.That(new SeedChoice(2, 2).IsWithin([0, 1, 2]), Is.False);
            Assert.That(new SeedChoice(9).IsWithin([0, 1, 2]), Is.True, "the first nine are the three that there are");
        });
    }

    [Test]
    public void ToString_Choice_IsAsTyped()
    {
        Assert.That(new SeedChoice(5).ToString(), Is.EqualTo("5"));
        Assert.That(new SeedChoice(5, 900).ToString(), Is.EqualTo("900..904"));
    }
}
