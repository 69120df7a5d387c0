using System.Collections.Immutable;

namespace GrokBench.Models.Tasks;

/// <summary>The splits of tasks with sparse subclasses: beside <c>train</c> and <c>test</c>, parts of the test set by whether the subclass is sparse, by class and by subclass.</summary>
internal static class SubclassSplits
{
    /// <param name="subclasses">By test row.</param>
    /// <param name="sparse">By subclass.</param>
    public static ImmutableArray<Split> Of(int[] train, int[] test, int[] subclasses, bool[] sparse, Func<int, int> classOf, int classes)
    {
        return
        [
            new("train", train), new("test", test),
            new("test-sparse", Where(subclass => sparse[subclass])), new("test-other", Where(subclass => !sparse[subclass])),
            .. Enumerable.Range(0, classes).Select(label => new Split(Subclass.SplitOfClass(label), Where(subclass => classOf(subclass) == label))),
            .. Enumerable.Range(0, sparse.Length).Select(one => new Split(Subclass.SplitOf(one), Where(subclass => subclass == one))),
        ];

        int[] Where(Func<int, bool> belongs) => [.. test.Where((_, i) => belongs(subclasses[i]))];
    }
}
