using System.Collections.Immutable;

namespace GrokBench.Reports.Summaries;

/// <summary>What <c>compare.json</c> says of a result held against an older one.</summary>
/// <param name="Outcome"><c>fine</c>, <c>worse</c> or <c>nothing matched</c>.</param>
/// <param name="Worse">What got worse, a sentence each.</param>
/// <param name="Changed">What else is not as it was, likewise.</param>
/// <param name="Obstacle">Why nothing can be compared; empty where something can.</param>
/// <param name="Pairs">Runs that both have.</param>
/// <param name="Identical">Those of them with the same bits.</param>
public sealed record StoredComparison(
    string Outcome, ImmutableArray<string> Worse, ImmutableArray<string> Changed, StoredVersion Older, string Obstacle, int Pairs,
    int Identical);

/// <param name="Name">A folder, or reference and its version.</param>
public sealed record StoredVersion(string Name);
