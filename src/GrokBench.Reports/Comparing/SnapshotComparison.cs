using System.Collections.Immutable;
using GrokBench.Reports.Versions;

namespace GrokBench.Reports.Comparing;

/// <summary>Two versions held against each other.</summary>
/// <param name="Suites">Those of both, by name.</param>
/// <param name="NewerAlone">Names of suites that the older version does not have.</param>
/// <param name="OlderAlone">Likewise.</param>
/// <param name="Obstacle">Why nothing can be compared; empty where that is left to the suites.</param>
public sealed record SnapshotComparison(
    string Newer, SnapshotOrigin NewerOrigin, string Older, SnapshotOrigin OlderOrigin, ImmutableArray<SuiteComparison> Suites,
    ImmutableArray<string> NewerAlone, ImmutableArray<string> OlderAlone, string Obstacle = "")
{
    public int Pairs => Suites.Sum(suite => suite.Pairing.Pairs.Length);

    public int Identical => Suites.Sum(suite => suite.Identical);
}
