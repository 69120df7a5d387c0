using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tasks.Images;
using GrokBench.Tensors;

namespace GrokBench.Models.Tests.Tasks.Images;

/// <summary>The drawn digits, and what all tasks with images do with their settings.</summary>
public sealed class DigitsTests
{
    private static readonly ImagePool Pool = DrawnPools.Shared.Test;

    [Test]
    public void Create_WholeTestPool_CoversEveryImageOnce()
    {
        var dataset = Create(("train", 300));
        Assert.That(Images(dataset, "train").Concat(Images(dataset, "test")).Order(), Is.EqualTo(Enumerable.Range(0, 10_000).Select(Key).Order()));
    }

    [Test]
    public void Create_FirstImages_TrainsOnTheFirstAndTestsOnTheLast()
    {
        var dataset = Create(("train", 20), ("test", 5), ("subset", "first"));
        Assert.Multiple(() =>
        {
            Assert.That(Images(dataset, "train"), Is.EqualTo(Enumerable.Range(0, 20).Select(Key)));
            Assert.That(Images(dataset, "test"), Is.EqualTo(Enumerable.Range(9995, 5).Select(Key)));
        });
    }

    [Test]
    public void Create_TestOnTheRest_LeavesNoImageOut() =>
        Assert.That(Images(Create(("train", 9990), ("subset", "first")), "test"), Is.EqualTo(Enumerable.Range(9990, 10).Select(Key)));

    [Test]
    public void Create_PoolTrain_TestsOnTheTestImagesAlone()
    {
        var dataset = Create(("pool", "train"), ("train", 50), ("test", 40));
        var known = Enumerable.Range(0, 10_000).Select(Key).ToHashSet();
        Assert.Multiple(() =>
        {
            Assert.That(Images(dataset, "test"), Is.SubsetOf(known));
            Assert.That(Images(dataset, "train").Where(known.Contains), Is.Empty);
        });
    }

    [Test]
    public void Create_MoreTraining_LeavesTheTestSetAsItIs() =>
        Assert.That(Images(Create(("train", 1000), ("test", 500)), "test"), Is.EqualTo(Images(Create(("train", 100), ("test", 500)), "test")));

    [TestCase(100)]
    [TestCase(103)]
    public void Create_Balanced_HasClassesOfEqualSizeToWithinOne(int train)
    {
        var dataset = Create(("train", train), ("test", 100), ("balanced", true));
        var counts = dataset["train"].Rows.CountBy(row => dataset.Examples.Labels[row]).Select(pair => pair.Value).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(counts, Has.Length.EqualTo(10));
            Assert.That(counts.Max() - counts.Min(), Is.EqualTo(train % 10 == 0 ? 0 : 1));
        });
    }

    [Test]
    public void Create_RandomLabels_SayNothingInAnySplit()
    {
        var (right, random) = (Create(("train", 5000)), Create(("train", 5000), ("labels", "random")));
        foreach (var split in right.Splits)
        {
            var equal = (double)split.Rows.Count(row => right.Examples.Labels[row] == random.Examples.Labels[row]) / split.Rows.Length;
            Assert.That(equal, Is.EqualTo(0.1).Within(4 * Math.Sqrt(0.09 / 5000)), split.Name);
        }

        Assert.That(random.Examples.Inputs, Is.EqualTo(right.Examples.Inputs));
    }

    [Test]
    public void Create_LabelNoise_ReplacesTrainingLabelsOnly()
    {
        var (right, noisy) = (Create(("train", 4000)), Create(("train", 4000), ("label-noise", 0.25)));
        int[] Wrong(string split) => [.. noisy[split].Rows.Where(row => right.Examples.Labels[row] != noisy.Examples.Labels[row])];
        var corrupted = noisy["train-corrupted"].Rows;
        Assert.Multiple(() =>
        {
            Assert.That(Wrong("train"), Is.EqualTo(corrupted));
            Assert.That(Wrong("test"), Is.Empty);
            Assert.That(noisy["train-clean"].Rows.Concat(corrupted).Order(), Is.EqualTo(noisy["train"].Rows));
            Assert.That(corrupted.Length / 4000.0, Is.EqualTo(0.25).Within(4 * Math.Sqrt(0.25 * 0.75 / 4000)));
            Assert.That(corrupted.Select(row => (noisy.Examples.Labels[row] + 10 - right.Examples.Labels[row]) % 10).Distinct().Order(), Is.EqualTo(Enumerable.Range(1, 9)));
        });
    }

    [TestCase("train", 10_000, "train", "fewer than 10000 (the images of pool test), so that there is something to test on")]
    [TestCase("test", 9_001, "test", "at most 9000 (the images of pool test that do not train)")]
    [TestCase("side", 10, "side", "one of 28, 16, 14, 8, 7, 4")]
    public void Check_SettingsThatDoNotFit_SaysWhatWould(string name, int value, string setting, string expected) =>
        Assert.That(Table.Check(Settings(("train", 1000)).With(name, value)), Is.EqualTo(new[] { new SettingProblem(setting, expected) }));

    [Test]
    public void Check_NoiseOnRandomLabels_IsAskedToGo() => Assert.That(
        Table.Check(Settings(("train", 10), ("labels", "random"), ("label-noise", 0.1))),
        Is.EqualTo(new[] { new SettingProblem("label-noise", "0, because all labels are random") }));

    [Test]
    public void Draw_SameNumber_GivesTheSameImage()
    {
        var again = new byte[ImagePool.PixelCount];
        Assert.That((new DigitArtist("test").Draw(4711, again), Convert.ToHexString(again)), Is.EqualTo(((int)Pool.Labels[4711], Key(4711))));
    }

    /// <summary>A task that a linear model solves, or that nobody can, would test nothing.</summary>
    [Test]
    public void Draw_Digits_AreNeitherTrivialNorUnreadable()
    {
        var dataset = Create(("train", 2000), ("test", 1000), ("side", 14));
        Assert.Multiple(() =>
        {
            Assert.That(LinearRule.Accuracy(dataset), Is.InRange(0.6, 0.9));
            Assert.That(NearestNeighbour(dataset), Is.InRange(0.85, 0.97));
        });
    }

    private static double NearestNeighbour(Dataset dataset)
    {
        var examples = dataset.Examples;
        return dataset["test"].Rows.Average(row => examples.Labels[row] == examples.Labels[dataset["train"].Rows.MinBy(other => Distance(examples, row, other))] ? 1.0 : 0.0);
    }

    private static double Distance(Examples examples, int row, int other)
    {
        var (sum, width) = (0.0, examples.InputWidth);
        for (var i = 0; i < width; i++)
        {
            var gap = examples.Inputs[(row * width) + i] - examples.Inputs[(other * width) + i];
            sum += gap * gap;
        }

        return sum;
    }

    private static Choice Settings(params (string Name, SettingValue Value)[] stated) =>
        Table.Choose(new Digits(), stated.Any(one => one.Name == "pool") ? stated : [("pool", "test"), .. stated]);

    private static Dataset Create(params (string Name, SettingValue Value)[] stated) => Table.Create(Settings(stated));

    private static string Key(int image) => Convert.ToHexString(Pool.Image(image));

    private static string[] Images(Dataset dataset, string split) =>
    [
        .. dataset[split].Rows.Select(row => Convert.ToHexString(
            [.. dataset.Examples.Inputs[(row * ImagePool.PixelCount)..((row + 1) * ImagePool.PixelCount)].Select(pixel => (byte)Math.Round(pixel * 255))])),
    ];
}
