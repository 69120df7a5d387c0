namespace GrokBench.Models.Tasks;

/// <summary>A subclass of a task that scores each of them on its own.</summary>
/// <param name="Number">From 0, class by class.</param>
/// <param name="Class">The class that its examples belong to.</param>
/// <param name="Sparse">Whether it is one of those that train on fewer examples, or on as many where nothing is held back.</param>
/// <param name="TrainingExamples">0 where it is left out of training.</param>
public readonly record struct Subclass(int Number, int Class, bool Sparse, int TrainingExamples)
{
    /// <summary>The split of its test examples.</summary>
    public string Split => SplitOf(Number);

    /// <summary>The split of a class's test examples.</summary>
    public static string SplitOfClass(int number) => FormattableString.Invariant($"class:{number}");

    internal static string SplitOf(int number) => FormattableString.Invariant($"subclass:{number}");
}
