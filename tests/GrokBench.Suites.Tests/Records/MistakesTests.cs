using GrokBench.Suites.Records;

namespace GrokBench.Suites.Tests.Records;

public sealed class MistakesTests
{
    [Test]
    public void Of_SomeWrong_ListsThemInOrder()
    {
        var found = Mistakes.Of([3, 1, 4, 1, 5], [3, 2, 4, 0, 5]);
        Assert.That((found.Count, found.First.AsEnumerable()), Is.EqualTo((2, (IEnumerable<Mistake>)[new(1, 1, 2), new(3, 1, 0)])));
    }

    [Test]
    public void Of_ManyWrong_CountsAllAndKeepsTheFirst()
    {
        var found = Mistakes.Of(new int[500], [.. Enumerable.Repeat(1, 500)]);
        Assert.Multiple(() =>
        {
            Assert.That(found.Count, Is.EqualTo(500));
            Assert.That(found.First, Has.Length.EqualTo(Mistakes.Most));
            Assert.That(found.First[^1].Example, Is.EqualTo(Mistakes.Most - 1));
        });
    }

    [Test]
    public void Of_NoneWrong_IsEmptyNotNull() => Assert.That(Mistakes.Of([1, 2], [1, 2]), Is.EqualTo(new Mistakes(0, [])));
}
