using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks.Images;

namespace GrokBench.Models.Tests.Tasks.Images;

public sealed class ImageSubclassShiftTests
{
    private static readonly Choice Drawn = Table.Choose(
        new DigitsSubclassShift(), ("pool", "test"), ("clusters", 3), ("sparse", 1), ("factor", 0.1), ("train", 600), ("test", 2000), ("side", 7));

    [Test]
    public void Network_AfterTwoEpochs_TellsDigitsApart()
    {
        var network = new DigitNetwork(DrawnPools.Shared.Test);
        var right = Enumerable.Range(0, 1000).Count(image => network.Answer(DrawnPools.Shared.Test, image) == DrawnPools.Shared.Test.Labels[image]);
        Assert.That(right, Is.GreaterThan(850));
    }

    [Test]
    public void Clusters_OfAPool_AreLargestFirst()
    {
        var pool = DrawnPools.Shared.Test;
        var clusters = ImageClusters.For(pool, 3);
        for (var digit = 0; digit < 10; digit++)
        {
            var sizes = Enumerable.Range(0, pool.Count).Where(image => pool.Labels[image] == digit).CountBy(image => clusters.Of(pool, image)).OrderBy(pair => pair.Key);
            Assert.That(sizes.Select(pair => pair.Key), Is.EqualTo(new[] { 0, 1, 2 }));
            Assert.That(sizes.Select(pair => pair.Value), Is.Ordered.Descending);
        }
    }

    [Test]
    public void Create_SparseClusters_TrainOnTheirShareAndTestAsTheyCome()
    {
        var dataset = Table.Create(Drawn);
        var labels = dataset["train"].Rows.Select(row => dataset.Examples.Labels[row]).CountBy(label => label).OrderBy(pair => pair.Key);

        // Of 600 examples, 0.1·10 + 20 shares: 3 of a sparse cluster, 28 of another.
        Assert.That(labels.Select(pair => pair.Value), Is.EqualTo(Enumerable.Repeat(28 + 28 + 3, 10)));
        Assert.That(dataset["test-sparse"].Rows, Has.Length.InRange(200, 700));
        Assert.That(dataset["test-sparse"].Rows.Concat(dataset["test-other"].Rows), Is.EquivalentTo(dataset["test"].Rows));
    }

    [Test]
    public void Create_FromOnePool_TestsOnNothingThatTrains()
    {
        var examples = Table.Create(Drawn).Examples;
        var images = examples.Inputs.Chunk(49).Select(pixels => string.Join(' ', pixels)).ToArray();
        Assert.That(images[..2000].Intersect(images[2000..]), Is.Empty);
    }

    [Test]
    public void Create_MoreThanAClusterHas_NamesTheCluster() => Assert.That(
        () => Table.Create(Drawn.With("train", 8000)),
        Throws.TypeOf<InvalidDataException>().With.Message.Match(@"^cluster \d of digit \d has \d+ images to train on, \d+ are asked for; expected a smaller train, or fewer clusters$"));

    /// <summary>Runs train side by side and share the clusters.</summary>
    [Test]
    public void Network_AskedByThreads_AnswersAsAlone()
    {
        var pool = DrawnPools.Shared.Test;
        var network = new DigitNetwork(pool);
        var alone = Enumerable.Range(0, 2000).Select(image => network.Of(pool, image)).ToArray();
        var together = new double[alone.Length][];
        Parallel.For(0, alone.Length, image => together[image] = network.Of(pool, image));
        Assert.That(together, Is.EqualTo(alone));
    }

    [Test]
    public void Create_OtherSparseClusters_TestsOnTheSameImages()
    {
        var (sparse, balanced) = (Table.Create(Drawn).Examples, Table.Create(Drawn.With("factor", 1).With("train", 300)).Examples);
        Assert.That(balanced.Inputs[..(2000 * 49)], Is.EqualTo(sparse.Inputs[..(2000 * 49)]));
        Assert.That(balanced.Labels[..2000], Is.EqualTo(sparse.Labels[..2000]));
    }

    [Test]
    public void Check_MoreThanThePoolHas_SaysHowManyCanBeTestedOn() => Assert.That(
        Table.Check(Drawn.With("test", 9500)), Is.EqualTo(new[] { new SettingProblem("test", "at most 9410 (the images of pool test that do not train)") }));

    [Test]
    public void StandIn_OfMnist_HasItsSettings()
    {
        var task = new MnistSubclassShift();
        Assert.That(task.StandIn.Name, Is.EqualTo("digits-subclass-shift"));
        Assert.That(task.StandIn.Settings.Select(setting => setting.Name), Is.EqualTo(task.Settings.Select(setting => setting.Name)));
    }

    [Test]
    public void Check_AllClustersSparse_SaysHowManyMayBe() => Assert.That(
        Table.Check(Drawn.With("sparse", 3)), Is.EqualTo(new[] { new SettingProblem("sparse", "fewer than the 3 clusters of a digit") }));

    [Test]
    public void Check_TooFewForEveryCluster_SaysSo() => Assert.That(
        Table.Check(Drawn.With("train", 20)), Is.EqualTo(new[] { new SettingProblem("train", "enough for an example of every cluster that is not sparse") }));

    [Test]
    public void Check_AnotherSide_SaysWhichThereAre() => Assert.That(
        Table.Check(Drawn.With("side", 9)), Is.EqualTo(new[] { new SettingProblem("side", "one of 28, 16, 14, 8, 7, 4") }));
}
