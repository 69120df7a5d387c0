using GrokBench.Models.Kinds;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks.Images;

/// <summary>Which images train and which test, as their numbers in the pools.</summary>
/// <param name="Train">Of the pool that the task trains from, in the order in which a growing training set takes them.</param>
/// <param name="Test">Of the test pool.</param>
internal sealed record ImageSubset(int[] Train, int[] Test)
{
    /// <param name="labels">Of the pool that the task trains from; for balanced training sets.</param>
    public static ImageSubset Of(Choice settings, ulong seed, byte[] labels)
    {
        var (train, test) = (settings.Integer("train"), ImageTask.TestExamples(settings));
        if (ImageTask.TrainsFromTestImages(settings))
        {
            // A stated number of test examples is set aside first, so that a growing training set leaves them as they are.
            var order = Order(settings, seed, "split", labels.Length);
            if (settings["test"].Content is double) return new(Prefix(settings, order[..^test], labels, train), order[^test..]);
            var taken = Prefix(settings, order, labels, train);
            return new(taken, [.. order.Except(taken)]);
        }

        var tested = Order(settings, seed, "test-split", IImagePools.TestCount)[..test];
        return new(Prefix(settings, Order(settings, seed, "split", labels.Length), labels, train), tested);
    }

    private static int[] Order(Choice settings, ulong seed, string stream, int count) =>
        settings.Word("subset") == "first" ? [.. Enumerable.Range(0, count)] : new RandomStream(seed, stream).Permutation(count);

    private static int[] Prefix(Choice settings, int[] order, byte[] labels, int count)
    {
        if (!settings.Flag("balanced")) return order[..count];

        // The first image of every class, then the second of every class, and so on: every prefix is balanced, and contains the shorter ones.
        var seen = new int[ImagePool.Classes];
        var rounds = order.Select(image => (Image: image, Round: seen[labels[image]]++)).ToArray();
        return [.. rounds.OrderBy(item => item.Round).Take(count).Select(item => item.Image)];
    }
}
