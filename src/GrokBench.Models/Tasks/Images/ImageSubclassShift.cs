using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Models.Kinds;
using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks.Images;

/// <summary>
/// Images of digits, of which some clusters (<see cref="ImageClusters"/>) train on few examples or none while the test set has them as they come (Carvalho et al. 2025). The paper
/// clusters the latent features of a ResNet and tells neither how nor into how many.
/// </summary>
/// <param name="images">Whose images these are.</param>
public abstract class ImageSubclassShift(ImageTask images) : ITask
{
    private const string TrainSplit = "train", TestSplit = "test";

    public abstract string Name { get; }

    public abstract int Version { get; }

    public abstract string Summary { get; }

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("pool", SettingType.OneOf("train", "test"), null,
            "Images that training examples are taken from: the 60,000 for training, with test examples of the 10,000 for testing; or the 10,000 alone, with other ones of them as test examples."),
        new("clusters", SettingType.Integer(2, 20), null, "Subclasses of a digit: clusters of a small network's features, the largest first. The paper does not tell how many."),
        new("sparse", SettingType.Integer(0, 19), null, "Sparse subclasses of each digit: so many of its smallest clusters."),
        new("factor", SettingType.Number(0, 1), null, "f: examples of a sparse subclass for one of another; 0 leaves the sparse ones out of training."),
        new("train", SettingType.Integer(1, IImagePools.TrainCount), null, "γ: training examples, but for rounding to whole examples per subclass."),
        new("test", SettingType.Integer(1, IImagePools.TestCount), null, "Test examples, drawn whatever their cluster."),
        new("side", SettingType.Integer(4, ImagePool.Side), ImagePool.Side, "Pixels along a side, 28, 16, 14, 8, 7 or 4: means over squares of the 28 x 28 images, with a margin to 32 x 32 for 16 and 8."),
        new("labels", SettingType.OneOf("correct", "random"), "correct",
            "random: every example has a class drawn from the ten, so that train can be fitted and test stays at chance."),
    ];

    public string? DataSource(Choice settings) => images.DataSource(settings);

    public IEnumerable<SettingProblem> Check(Choice settings)
    {
        if (!ImageScale.Sides.Contains(settings.Integer("side"))) yield return new("side", $"one of {string.Join(", ", ImageScale.Sides)}");
        if (settings.Integer("sparse") >= settings.Integer("clusters"))
            yield return new("sparse", FormattableString.Invariant($"fewer than the {settings.Integer("clusters")} clusters of a digit"));
        else if (Imbalance(settings).OfOther(settings.Integer("train")) == 0)
            yield return new("train", "enough for an example of every cluster that is not sparse");
        else if (ImageTask.TrainsFromTestImages(settings) && Imbalance(settings).Total(settings.Integer("train")) is var train && train + settings.Integer("test") > IImagePools.TestCount)
            yield return new("test", FormattableString.Invariant($"at most {Math.Max(0, IImagePools.TestCount - train)} (the images of pool test that do not train)"));
    }

    public TaskShape Shape(Choice settings)
    {
        var (side, train, test) = (settings.Integer("side"), Imbalance(settings).Total(settings.Integer("train")), settings.Integer("test"));
        var tested = images.LargestShare(testImages: true) * test;
        return new TaskShape
        {
            OperandColumns = [],
            InputWidth = side * side,
            ImageSide = side,
            Outputs = ImagePool.Classes,
            TrainingExamples = train,
            Examples = train + test,
            Chance = settings.Word("labels") == "random" ? 1.0 / ImagePool.Classes : (tested + ((double)train / ImagePool.Classes)) / (train + test),
            Splits = [.. Splits(settings, [], [], []).Select(split => split.Name)],
            Subclasses = Imbalance(settings).Subclasses(settings.Integer("train"), subclass => subclass / settings.Integer("clusters")),
        };
    }

    /// <exception cref="InvalidDataException">A cluster has too few images. The message names it.</exception>
    public Dataset Create(Choice settings, ulong seed)
    {
        var (fromTest, test, clusterCount) = (ImageTask.TrainsFromTestImages(settings), settings.Integer("test"), settings.Integer("clusters"));
        var pool = fromTest ? images.Pools.Test : images.Pools.Train;
        var clusters = ImageClusters.For(pool, clusterCount);
        int Subclass(ImagePool from, int image) => (from.Labels[image] * clusterCount) + clusters.Of(from, image);

        var order = new RandomStream(seed, "split").Permutation(pool.Count);
        var tested = fromTest ? order[^test..] : new RandomStream(seed, "test-split").Permutation(IImagePools.TestCount)[..test];
        var trained = Trained(settings, (fromTest ? order[..^test] : order).GroupBy(image => Subclass(pool, image)).ToDictionary(group => group.Key, group => group.ToArray()));

        // Test rows first, so that a row of a training set is the same row of a larger one.
        var shape = Shape(settings);
        var examples = new Examples
        {
            Count = test + trained.Length,
            InputWidth = shape.InputWidth,
            Inputs = new double[(test + trained.Length) * shape.InputWidth],
            LabelWidth = 1,
            Labels = new int[test + trained.Length],
        };
        Write(settings, examples, 0, images.Pools.Test, tested, new RandomStream(seed, "test-labels"));
        Write(settings, examples, test, pool, trained, new RandomStream(seed, "labels"));
        return new Dataset(examples, Splits(
            settings, [.. Enumerable.Range(test, trained.Length)], [.. Enumerable.Range(0, test)], [.. tested.Select(image => Subclass(images.Pools.Test, image))]));
    }

    private static Imbalance Imbalance(Choice settings) => new(settings.Number("factor"), Sparse(settings));

    private static bool[] Sparse(Choice settings)
    {
        var (clusters, sparse) = (settings.Integer("clusters"), settings.Integer("sparse"));
        return [.. Enumerable.Range(0, ImagePool.Classes * clusters).Select(subclass => subclass % clusters >= clusters - sparse)];
    }

    /// <param name="available">By subclass: images in the order in which they are taken.</param>
    private static int[] Trained(Choice settings, Dictionary<int, int[]> available)
    {
        var (clusters, train, imbalance) = (settings.Integer("clusters"), settings.Integer("train"), Imbalance(settings));
        for (var subclass = 0; subclass < ImagePool.Classes * clusters; subclass++)
        {
            var (there, asked) = (available.GetValueOrDefault(subclass, []).Length, imbalance.Of(subclass, train));
            if (asked > there)
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"cluster {subclass % clusters} of digit {subclass / clusters} has {there} images to train on, {asked} are asked for; expected a smaller train, or fewer clusters"));
            }
        }

        return [.. imbalance.InOrder(train).Select(item => available[item.Subclass][item.Index])];
    }

    private static void Write(Choice settings, Examples examples, int first, ImagePool pool, int[] chosen, RandomStream randomLabels)
    {
        var scale = new ImageScale(settings.Integer("side"));
        var random = settings.Word("labels") == "random";
        for (var i = 0; i < chosen.Length; i++)
        {
            scale.Write(pool.Image(chosen[i]), examples.Inputs.AsSpan((first + i) * examples.InputWidth, examples.InputWidth));
            examples.Labels[first + i] = random ? randomLabels.Below((ulong)chosen[i], ImagePool.Classes) : pool.Labels[chosen[i]];
        }
    }

    /// <param name="subclasses">By test row.</param>
    private static ImmutableArray<Split> Splits(Choice settings, int[] train, int[] test, int[] subclasses)
    {
        var (sparse, clusters) = (Sparse(settings), settings.Integer("clusters"));
        return SubclassSplits.Of(train, test, subclasses, sparse, subclass => subclass / clusters, ImagePool.Classes);
    }
}
