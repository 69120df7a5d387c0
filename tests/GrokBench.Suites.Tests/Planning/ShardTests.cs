using GrokBench.Suites.Planning;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Tests.Planning;

public sealed class ShardTests
{
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(8)]
    public void Of_AllShards_HoldEachRunOnceAndInThePlansOrder(int count)
    {
        var plan = BenchPlan.Of([Planned.Suite("one", [Planned.Group("a", 20, 100, 1000, 2000)])], Planned.Costs);

        var shards = Enumerable.Range(1, count).Select(number => plan.Of(new Shard(number, count))).ToArray();

        Assert.That(shards.SelectMany(shard => shard.Runs).Select(run => run.Id), Is.EquivalentTo(plan.Runs.Select(run => run.Id)));
        foreach (var shard in shards) Assert.That(shard.Runs, Is.EqualTo(plan.Runs.Where(shard.Runs.Contains)));
        Assert.That(shards.Count(shard => !shard.Runs.IsEmpty), Is.EqualTo(count), "forty uniform ids leave none of so few shards empty");
    }

    [Test]
    public void Holds_AnId_DependsOnItAlone()
    {
        var id = new RunId("8000000000000005");

        Assert.That(new Shard(2, 4).Holds(id), Is.True, "5 modulo 4 is 1, which the second of four holds");
        Assert.That(new Shard(1, 4).Holds(id), Is.False);
    }

    [TestCase("0/4")]
    [TestCase("5/4")]
    [TestCase("-1/4")]
    [TestCase("1")]
    [TestCase("1/2/3")]
    [TestCase("1/99999999999")]
    [TestCase("")]
    public void Parse_NotAShard_IsNull(string text) => Assert.That(Shard.Parse(text), Is.Null);

    [Test]
    public void Parse_AShard_ReadsAsItIsWritten() => Assert.That(Shard.Parse("2/8").ToString(), Is.EqualTo("2/8"));
}
