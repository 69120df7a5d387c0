using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks.Images;

/// <summary>Images of digits, which of ten they are. Tasks of this kind have the same settings and differ in their pools.</summary>
public abstract class ImageTask : ITask
{
    private const string TrainSplit = "train", TestSplit = "test", Clean = "train-clean", Corrupted = "train-corrupted";

    public abstract string Name { get; }

    public abstract int Version { get; }

    public abstract string Summary { get; }

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("pool", SettingType.OneOf("train", "test"), null,
            "Images that training examples are taken from: the 60,000 for training, with test examples of the 10,000 for testing; or the 10,000 alone, with other ones of them as test examples."),
        new("train", SettingType.Integer(1, IImagePools.TrainCount), null, "Training examples."),
        new("test", SettingType.Either(SettingType.OneOf("rest"), SettingType.Integer(1, IImagePools.TestCount)), "rest",
            "Test examples; rest: all of the 10,000 that are not trained on."),
        new("subset", SettingType.OneOf("random", "first"), "random", "Which images: drawn by the data seed; or the first ones, and from pool test the last ones to test on."),
        new("balanced", SettingType.Flag, false, "Whether the training set has as many examples of one class as of another, to within one, while there are images."),
        new("side", SettingType.Integer(4, ImagePool.Side), ImagePool.Side, "Pixels along a side, 28, 16, 14, 8, 7 or 4: means over squares of the 28 x 28 images, with a margin to 32 x 32 for 16 and 8."),
        new("labels", SettingType.OneOf("correct", "random"), "correct",
            "random: every example has a class drawn from the ten, so that train can be fitted and test stays at chance."),
        new("label-noise", SettingType.Number(0, 1), 0, "Probability with which a training label is replaced by one of the nine others; test labels never are."),
    ];

    /// <summary>Share of the most frequent class of the pool.</summary>
    internal abstract double LargestShare(bool testImages);

    internal abstract IImagePools Pools { get; }

    public IEnumerable<SettingProblem> Check(Choice settings)
    {
        var side = settings.Integer("side");
        if (!ImageScale.Sides.Contains(side)) yield return new("side", $"one of {string.Join(", ", ImageScale.Sides)}");
        if (TrainsFromTestImages(settings))
        {
            var (train, test) = (settings.Integer("train"), settings["test"].Content is double count ? (int)count : 1);
            if (train >= IImagePools.TestCount)
                yield return new("train", FormattableString.Invariant($"fewer than {IImagePools.TestCount} (the images of pool test), so that there is something to test on"));
            else if (train + test > IImagePools.TestCount)
                yield return new("test", FormattableString.Invariant($"at most {IImagePools.TestCount - train} (the images of pool test that do not train)"));
        }

        if (settings.Number("label-noise") > 0 && settings.Word("labels") == "random") yield return new("label-noise", "0, because all labels are random");
    }

    public TaskShape Shape(Choice settings)
    {
        var (side, train) = (settings.Integer("side"), settings.Integer("train"));
        return new TaskShape
        {
            OperandColumns = [],
            InputWidth = side * side,
            ImageSide = side,
            Outputs = ImagePool.Classes,
            TrainingExamples = train,
            Examples = train + TestExamples(settings),
            Chance = settings.Word("labels") == "random" ? 1.0 / ImagePool.Classes : LargestShare(TrainsFromTestImages(settings)),
            Splits = [TrainSplit, TestSplit, .. HasNoise(settings) ? new[] { Clean, Corrupted } : []],
        };
    }

    public abstract string? DataSource(Choice settings);

    public Dataset Create(Choice settings, ulong seed)
    {
        var (shape, fromTest) = (Shape(settings), TrainsFromTestImages(settings));
        var pool = fromTest ? Pools.Test : Pools.Train;
        var subset = ImageSubset.Of(settings, seed, pool.Labels);
        var examples = new Examples
        {
            Count = shape.Examples,
            InputWidth = shape.InputWidth,
            Inputs = new double[shape.Examples * shape.InputWidth],
            LabelWidth = 1,
            Labels = new int[shape.Examples],
        };

        // Test rows first, so that a row of a training set is the same row of a larger one.
        var tested = subset.Test.Length;
        Write(settings, examples, 0, Pools.Test, subset.Test, new RandomStream(seed, "test-labels"));
        Write(settings, examples, tested, pool, subset.Train, new RandomStream(seed, fromTest ? "test-labels" : "labels"));
        int[] trainRows = [.. Enumerable.Range(tested, subset.Train.Length)];
        List<Split> splits = [new(TrainSplit, trainRows), new(TestSplit, [.. Enumerable.Range(0, tested)])];
        if (HasNoise(settings))
        {
            var replaced = Spoil(settings.Number("label-noise"), examples.Labels.AsSpan(tested), subset.Train, new RandomStream(seed, "label-noise"));
            splits.Add(new(Clean, [.. trainRows.Where(row => !replaced[row - tested])]));
            splits.Add(new(Corrupted, [.. trainRows.Where(row => replaced[row - tested])]));
        }

        return new Dataset(examples, [.. splits]);
    }

    internal static bool TrainsFromTestImages(Choice settings) => settings.Word("pool") == "test";

    internal static int TestExamples(Choice settings) => settings["test"].Content is double count
        ? (int)count
        : IImagePools.TestCount - (TrainsFromTestImages(settings) ? settings.Integer("train") : 0);

    private static bool HasNoise(Choice settings) => settings.Number("label-noise") > 0;

    private static void Write(Choice settings, Examples examples, int first, ImagePool pool, int[] images, RandomStream randomLabels)
    {
        var scale = new ImageScale(settings.Integer("side"));
        var random = settings.Word("labels") == "random";
        for (var i = 0; i < images.Length; i++)
        {
            scale.Write(pool.Image(images[i]), examples.Inputs.AsSpan((first + i) * examples.InputWidth, examples.InputWidth));
            examples.Labels[first + i] = random ? randomLabels.Below((ulong)images[i], ImagePool.Classes) : pool.Labels[images[i]];
        }
    }

    /// <returns>Which labels were replaced.</returns>
    private static bool[] Spoil(double share, Span<int> labels, int[] images, RandomStream noise)
    {
        var replaced = new bool[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            var draw = 2 * (ulong)images[i];
            replaced[i] = noise.Uniform(draw) < share;
            if (replaced[i]) labels[i] = (labels[i] + 1 + noise.Below(draw + 1, ImagePool.Classes - 1)) % ImagePool.Classes;
        }

        return replaced;
    }
}
