using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Runner.Verifying;

namespace GrokBench.Runner.Tests.Verifying;

public sealed class SampleTests
{
    private static readonly string[] Runs =
        [.. Enumerable.Range(0, 100).Select(i => $"large/{i:000}"), .. Enumerable.Range(0, 10).Select(i => $"small/{i:000}"), "single/000"];

    [Test]
    public void Of_TheSameSeed_ChoosesTheSameRuns() => Assert.That(Of(Runs, 20, seed: 3), Is.EqualTo(Of(Runs.Reverse(), 20, seed: 3)));

    [Test]
    public void Of_OtherSeeds_ChooseOtherRuns() =>
        Assert.That(Enumerable.Range(0, 50).Select(seed => string.Join(" ", Of(Runs, 5, seed))).Distinct().Count(), Is.EqualTo(50));

    [Test]
    public void Of_Strata_HaveAsManyRunsEachAsFarAsTheyHaveThem()
    {
        Assert.That(Counts(Of(Runs, 15, seed: 1)), Is.EqualTo("large 7 single 1 small 7"));
        Assert.That(Counts(Of(Runs, 31, seed: 1)), Is.EqualTo("large 20 single 1 small 10"));
        Assert.That(Counts(Of(Runs, 1000, seed: 1)), Is.EqualTo("large 100 single 1 small 10"));
    }

    [Test]
    public void Of_FewerThanStrata_LeavesNoneOutForGood() =>
        Assert.That(Enumerable.Range(0, 50).SelectMany(seed => Of(Runs, 1, seed)).Select(run => run.Split('/')[0]).Distinct()
            .Count(), Is.EqualTo(3));

    [Test]
    public void Of_ALargerSample_HoldsTheSmaller() => Assert.That(Of(Runs, 12, seed: 9), Is.SubsetOf(Of(Runs, 13, seed: 9)));

    /// <summary>
    /// A run is chosen with probability k/n: over 2,000 seeds 2 of 10 make 400 on average, with a standard deviation below 18.
    /// </summary>
    [Test]
    public void Of_ManySeeds_PreferNoRun()
    {
        var counts = Enumerable.Range(0, 2000).SelectMany(seed => Of(Runs[100..110], 2, seed)).CountBy(run => run)
            .Select(pair => pair.Value).ToArray();
        Assert.That(counts, Has.Length.EqualTo(10).And.All.InRange(320, 480));
    }

    private static ImmutableArray<string> Of(IEnumerable<string> runs, int count, int seed) =>
        Sample.Of(runs, count, seed, run => run.Split('/')[0], run => run);

    private static string Counts(IEnumerable<string> runs) =>
        string.Join(" ", runs.CountBy(run => run.Split('/')[0])
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")));
}
