using System.Collections.Immutable;
using GrokBench.Reports.Statistics;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Reports.Tests.Statistics;

public sealed class DivisiveStepsTests
{
    private static readonly RandomStream Stream = new(1, "steps");

    /// <summary>With two versions only the found order of all runs and its mirror image are as far apart: 2 of 2^n.</summary>
    [TestCase(4)]
    [TestCase(7)]
    public void Of_TwoVersions_IsTheFloorOfTheSignFlip(int runs)
    {
        var step = DivisiveSteps.Of([[.. Enumerable.Range(0, runs).Select(run => Series(run, run + 1.0))]], 2, 1, Stream).Single();

        Assert.That(step.Version, Is.EqualTo(1));
        Assert.That(step.P, Is.InRange(0.8 * StratifiedSignFlip.LeastP(runs), 1.3 * StratifiedSignFlip.LeastP(runs)), "by chance of the permutations");
    }

    /// <summary>Every arrangement of three versions in four runs, with distances pair by pair as the paper defines them.</summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Of_ThreeVersions_PIsTheShareOfArrangements(int seed)
    {
        var random = new RandomStream((ulong)seed, "values");
        double[][] runs = [.. Enumerable.Range(0, 4).Select(run => Enumerable.Range(0, 3).Select(version => random.Normal((ulong)((run * 3) + version)) + (version == 2 ? 2 : 0)).ToArray())];
        var levels = Ranks([.. runs.SelectMany(run => run.Select(value => value - run.Order().ElementAt(1)))]).Chunk(3).ToArray();
        var observed = Largest(levels);
        var arrangements = Arrangements(levels).Select(Largest).ToArray();
        var exact = arrangements.Count(distance => distance >= observed - 1e-9) / (double)arrangements.Length;

        var step = DivisiveSteps.Of([[.. runs.Select(run => Series(run))]], 3, 1, Stream).Single(step => step.Version == 2);

        // The share of up to 9,999 arrangements, or of those until 20 were as far apart: within four standard deviations.
        Assert.That(step.P, Is.EqualTo(exact).Within(4 * exact / Math.Sqrt(20)));
    }

    [Test]
    public void Of_TwoStepsInEightVersions_AreBothFoundInOrder()
    {
        double[] levels = [0, 0, 0, 0.5, 0.5, 0.5, -0.4, -0.4];

        var steps = DivisiveSteps.Of([Noisy(12, levels, 0.1), Noisy(8, levels, 0.2)], 8, 0.001, Stream);

        Assert.That(steps.Select(step => step.Version), Is.EqualTo(new[] { 3, 6 }));
        Assert.That(steps.Select(step => step.P), Is.All.LessThanOrEqualTo(0.001));
    }

    /// <summary>Of 200 histories without a step, those in which one is found at the level 0.05: at most its share and three standard deviations.</summary>
    [TestCase(2)]
    [TestCase(5)]
    public void Of_NothingButNoise_KeepsTheLevel(int versions)
    {
        var found = Enumerable.Range(0, 200).Count(history =>
            DivisiveSteps.Of([Noisy(5, new double[versions], 0.3, history), Noisy(4, new double[versions], 2, history + 1000)], versions, 0.05, new RandomStream((ulong)history, "noise")).Length > 0);

        Assert.That(found, Is.LessThanOrEqualTo(200 * 0.05 + 3 * Math.Sqrt(200 * 0.05 * 0.95)));
    }

    [Test]
    public void Of_RunsThatNoLongerGeneralise_AreAStep()
    {
        VersionSeries[] runs =
        [
            .. Enumerable.Range(0, 10).Select(run => new VersionSeries(
                [Reading.Exactly(6 + (run / 10.0)), Reading.Exactly(6 + (run * 7 % 10 / 10.0)), Reading.MoreThan(9), Reading.MoreThan(9)], [0, 1, 2, 3])),
        ];

        Assert.That(DivisiveSteps.Of([runs], 4, 0.01, Stream).Select(step => step.Version), Is.EqualTo(new[] { 2 }));
    }

    /// <summary>Bits that did not move say nothing, however many runs and versions have them.</summary>
    [Test]
    public void Of_RunsOfTheSameBits_SayNothing()
    {
        VersionSeries[] same = [.. Enumerable.Range(0, 50).Select(run => new VersionSeries([Reading.Exactly(run)], [0, 0, 0, 0, 0]))];
        VersionSeries[] moved = [new([Reading.Exactly(1), Reading.Exactly(2)], [0, 0, 1, 1, 1])];

        Assert.That(DivisiveSteps.Of([same], 5, 1, Stream), Is.Empty);
        Assert.That(DivisiveSteps.Of([[.. same, .. moved]], 5, 1, Stream).Single(), Is.EqualTo(new DivisiveStep(2, 1)), "one run's two results have two orders, equally far apart");
    }

    /// <summary>The step is where most runs moved, also where some versions do not have them.</summary>
    [Test]
    public void Of_RunsThatSomeVersionsLack_ArePassedOver()
    {
        VersionSeries[] runs =
        [
            .. Enumerable.Range(0, 12).Select(run => new VersionSeries(
                [Reading.Exactly(run), Reading.Exactly(run + 0.7), Reading.Exactly(run + (run % 4 < 2 ? 0.71 : 0.69))],
                run % 2 == 0 ? [0, -1, 1, 2] : [-1, 0, 1, 2])),
        ];

        Assert.That(DivisiveSteps.Of([runs], 4, 0.01, Stream).Select(step => step.Version), Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public void LeastP_CountsTheWaysToDivide()
    {
        Assert.That(DivisiveSteps.LeastP([2, 2, 2]), Is.EqualTo(2.0 / 8));
        Assert.That(DivisiveSteps.LeastP([4, 5]), Is.EqualTo(2.0 / (6 * 10)));
        Assert.That(DivisiveSteps.LeastP([]), Is.EqualTo(1));
        Assert.That(DivisiveSteps.LeastP(Enumerable.Repeat(2, 2000)), Is.EqualTo(1e-4));
    }

    private static VersionSeries Series(params double[] values) => new([.. values.Select(Reading.Exactly)], [.. Enumerable.Range(0, values.Length)]);

    private static VersionSeries[] Noisy(int runs, double[] levels, double scatter, int seed = 0)
    {
        var random = new RandomStream((ulong)seed, "noise");
        return [.. Enumerable.Range(0, runs).Select(run => Series([.. levels.Select((level, version) => level + run + (scatter * random.Normal((ulong)((run * levels.Length) + version))))]))];
    }

    /// <summary>Places in order, as shares; equal values have the middle of theirs.</summary>
    private static double[] Ranks(double[] values) =>
        [.. values.Select(value => (values.Count(other => other < value) + ((values.Count(other => other == value) - 1) / 2.0)) / values.Length)];

    private static double Largest(double[][] runs) => Enumerable.Range(1, runs[0].Length - 1).Max(version =>
    {
        double[] before = [.. runs.SelectMany(run => run[..version])], after = [.. runs.SelectMany(run => run[version..])];
        var energy = (2 * Mean(before, after)) - Mean(before, before) - Mean(after, after);
        return energy * before.Length * after.Length / (before.Length + after.Length);
    });

    private static double Mean(double[] a, double[] b) => a.SelectMany(x => b.Select(y => Math.Abs(x - y))).Average();

    private static IEnumerable<double[][]> Arrangements(double[][] runs)
    {
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        return runs.Aggregate(
            (IEnumerable<ImmutableArray<double[]>>)[[]],
            (before, run) => before.SelectMany(done => orders.Select(order => done.Add([.. order.Select(i => run[i])])))).Select(done => done.ToArray());
    }
}
