using System.Collections.Immutable;

namespace GrokBench.Reports.Statistics;

/// <summary>A run's results over the versions of a history; versions that gave the same bits share one.</summary>
/// <param name="Results">The different ones. A censored one is only bounded from below.</param>
/// <param name="Versions">Of each version, the index of its result; -1 where it has none.</param>
public sealed record VersionSeries(ImmutableArray<Reading> Results, ImmutableArray<int> Versions)
{
    /// <summary>What versions next to each other have of it, numbered anew.</summary>
    /// <param name="from">The first of them.</param>
    /// <param name="to">The one after the last.</param>
    public VersionSeries Within(int from, int to)
    {
        var versions = Versions[from..to];
        ImmutableArray<int> kept = [.. versions.Where(result => result >= 0).Distinct()];
        return new([.. kept.Select(result => Results[result])], [.. versions.Select(result => result < 0 ? -1 : kept.IndexOf(result))]);
    }
}
