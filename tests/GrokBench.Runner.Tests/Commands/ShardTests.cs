using GrokBench.Suites.Records;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>Machines that share nothing train a bench in parts; their folders of runs, put together, are judged as one.</summary>
public sealed class ShardTests
{
    [Test]
    public void Run_AllShardsInFoldersOfTheirOwn_MergeToTheWholeBench()
    {
        using var whole = new Invocation();
        using var merged = new Invocation();
        whole.Run("bench", Invocation.TinySuite);
        var trained = 0;
        for (var shard = 1; shard <= 3; shard++)
        {
            using var part = new Invocation();
            Assert.That(part.Run("run", Invocation.TinySuite, "--shard", $"{shard}/3"), Is.Zero, part.Errors);
            trained += part.Json("outcome.json")["runs"]!["trained"]!.GetValue<int>();
            Copy(Path.Combine(part.Out, RunFiles.Runs), Path.Combine(merged.Out, RunFiles.Runs));
        }

        Assert.That(merged.Run("report", Invocation.TinySuite), Is.Zero, merged.Errors);

        Assert.That(trained, Is.EqualTo(whole.Records.Length), "no run twice");
        Assert.That(merged.Json("outcome.json")["claims"]!.ToJsonString(),
            Is.EqualTo(whole.Json("outcome.json")["claims"]!.ToJsonString()));
        Assert.That(merged.Json("verdicts.json")["suites"]![0]!["runs"]!.ToJsonString(),
            Is.EqualTo(whole.Json("verdicts.json")["suites"]![0]!["runs"]!.ToJsonString()));
    }

    [Test]
    public void Run_ShardWithoutRuns_IsNoMistake()
    {
        using var bench = new Invocation();

        var empty = Enumerable.Range(1, 64).First(shard =>
        {
            Assert.That(bench.Run("run", Invocation.TinySuite, "--shard", $"{shard}/64"), Is.Zero, bench.Errors);
            return bench.Json("outcome.json")["runs"]!["asked"]!.GetValue<int>() == 0;
        });

        Assert.That(empty, Is.LessThanOrEqualTo(5), "four runs are in four shards at most");
    }

    [TestCase("run", "0/3")]
    [TestCase("run", "4/3")]
    [TestCase("run", "a/b")]
    [TestCase("bench", "1/3")]
    public void Shard_WrongOrWhereClaimsAreJudged_IsRefused(string verb, string shard)
    {
        using var bench = new Invocation();

        Assert.That(bench.Run(verb, Invocation.TinySuite, "--shard", shard), Is.EqualTo(2));

        Assert.That(bench.Errors, Does.Contain("--shard"));
    }

    private static void Copy(string from, string to)
    {
        if (!Directory.Exists(from)) return;
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
