using System.Collections.Immutable;

namespace GrokBench.Suites.Runs;

/// <summary>Which seeds of every cell are asked for: the first few of its own, or a range.</summary>
/// <param name="Count">How many, at least 1.</param>
/// <param name="From">The first of a range; null: those that the cell's list begins with.</param>
public readonly record struct SeedChoice(int Count, ulong? From = null)
{
    /// <summary>The chosen ones of a cell's own seeds, in its order.</summary>
    public ImmutableArray<ulong> Of(ImmutableArray<ulong> own)
    {
        if (From is not { } first) return [.. own.Take(Count)];
        var count = (ulong)Count;
        return [.. own.Where(seed => seed >= first && seed - first < count)];
    }

    /// <summary>Whether all of them are a cell's own, so that choosing them adds no run.</summary>
    public bool IsWithin(ImmutableArray<ulong> own) => From is null || Of(own).Length == Count;

    /// <summary>As typed: <c>5</c>, <c>900..904</c>.</summary>
    public override string ToString() => From is { } first ? FormattableString.Invariant($"{first}..{first + (ulong)Count - 1}") : FormattableString.Invariant($"{Count}");
}
