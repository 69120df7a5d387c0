using System.Collections.Immutable;

namespace GrokBench.Suites.Records;

/// <summary>What a run got wrong at its last step.</summary>
/// <param name="Count">Examples of the test split that were classified wrongly.</param>
/// <param name="First">The first of them, in the order of the split; <see cref="Most"/> at most.</param>
public sealed record Mistakes(int Count, ImmutableArray<Mistake> First)
{
    /// <summary>So many are kept: a record stays a few kilobytes.</summary>
    public const int Most = 20;

    /// <param name="labels">Of the examples of the test split.</param>
    /// <param name="predictions">As many.</param>
    public static Mistakes Of(IReadOnlyList<int> labels, IReadOnlyList<int> predictions)
    {
        Mistake[] wrong = [.. labels.Select((label, example) => new Mistake(example, label, predictions[example])).Where(item => item.Label != item.Prediction)];
        return new(wrong.Length, [.. wrong.Take(Most)]);
    }

    public bool Equals(Mistakes? other) => other is not null && Count == other.Count && First.SequenceEqual(other.First);

    public override int GetHashCode() => HashCode.Combine(Count, First.Length);
}

/// <param name="Example">Position in the test split, from 0.</param>
/// <param name="Label">The right class.</param>
/// <param name="Prediction">The class whose output was largest; -1 where an output was not a number.</param>
public readonly record struct Mistake(int Example, int Label, int Prediction);
