using System.Collections.Immutable;

namespace GrokBench.Suites.Records;

/// <summary>Of which versions the measures of a record are, as far as it tells.</summary>
public static class MeasureVersions
{
    /// <summary>
    /// By name; none in a record of schema 1. Who asked earlier may state an older version than that of the last training.
    /// </summary>
    public static ImmutableSortedDictionary<string, int> Of(RunRecord record) => record.AskedBy.SelectMany(asker => asker.Measures)
        .GroupBy(measure => measure.Key, measure => measure.Value)
        .ToImmutableSortedDictionary(stated => stated.Key, stated => stated.Max(), StringComparer.Ordinal);

    /// <summary>The measure that gives a series: what stands before the first slash.</summary>
    public static string MeasureOf(string series) => series.Split('/')[0];
}
