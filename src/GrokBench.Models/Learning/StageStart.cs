using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Learning;

/// <summary>When a stage begins.</summary>
public abstract record StageStart;

/// <summary>Before update <paramref name="Step"/> + 1.</summary>
public sealed record StepStart(long Step) : StageStart;

/// <summary>
/// When a split's score has met a threshold at some checks in a row. The checks are part of training: they have steps of their own, whatever else is evaluated.
/// They begin once the stage before has begun.
/// </summary>
/// <param name="Split">Of the dataset of the stage before.</param>
/// <param name="IsLoss">Whether the loss is compared; else the accuracy.</param>
/// <param name="IsAtLeast">Whether the score must be the threshold or more; else the threshold or less.</param>
/// <param name="Hold">Checks in a row, at least 1.</param>
/// <param name="CheckedEvery">Updates between checks, at least 1: at multiples of it, before the next update.</param>
public sealed record EventStart(string Split, bool IsLoss, bool IsAtLeast, double Threshold, int Hold, long CheckedEvery) : StageStart
{
    private const string Measure = "measure", AtLeast = "at-least", AtMost = "at-most", HoldName = "hold", Every = "checked-every", None = "none";
    private const string LossSuffix = ".loss", AccuracySuffix = ".accuracy";
    private const int DefaultHold = 5;

    private static readonly SettingType Bound = SettingType.Either(SettingType.OneOf(None), SettingType.Number());

    public static MappingType Type { get; } = new(
    [
        new(Measure, SettingType.Text, null, "A split's loss or accuracy: train.accuracy."),
        new(AtLeast, Bound, None, "It is met where the score is this or more."),
        new(AtMost, Bound, None, "It is met where the score is this or less."),
        new(HoldName, SettingType.Integer(1), DefaultHold, "Checks in a row, the first included."),
        new(Every, SettingType.Integer(1), null, "Updates between checks."),
    ]);

    public bool IsMetBy(SplitScore score)
    {
        var value = IsLoss ? score.Loss : score.Accuracy;
        return IsAtLeast ? value >= Threshold : value <= Threshold;
    }

    /// <summary>What is wrong with a stated event for a dataset with these splits.</summary>
    public static IEnumerable<SettingProblem> Check(SettingValue stated, IReadOnlyCollection<string> splits)
    {
        var entries = (ImmutableSortedDictionary<string, SettingValue>)stated.Content;
        string[] series = [.. splits.SelectMany(split => new[] { split + LossSuffix, split + AccuracySuffix })];
        if (!series.Contains(entries[Measure].ToString())) yield return new(Measure, $"one of {string.Join(", ", series)}");
        if (entries.ContainsKey(AtLeast) == entries.ContainsKey(AtMost)) yield return new(Measure, $"either {AtLeast} or {AtMost} beside it");
    }

    internal static EventStart Of(SettingValue stated)
    {
        var entries = (ImmutableSortedDictionary<string, SettingValue>)stated.Content;
        var (measure, isAtLeast) = (entries[Measure].ToString(), entries.ContainsKey(AtLeast));
        var isLoss = measure.EndsWith(LossSuffix, StringComparison.Ordinal);
        return new EventStart(
            measure[..^(isLoss ? LossSuffix : AccuracySuffix).Length], isLoss, isAtLeast, (double)entries[isAtLeast ? AtLeast : AtMost].Content,
            entries.TryGetValue(HoldName, out var hold) ? (int)(double)hold.Content : DefaultHold, (long)(double)entries[Every].Content);
    }
}
