using System.Collections.Immutable;
using GrokBench.Models.Measures;

namespace GrokBench.Suites.Records;

/// <summary>Of which versions the measures of a record are, as far as it tells.</summary>
public static class MeasureVersions
{
    /// <summary>Of a measure of which a record or a checkpoint has series and does not tell the version.</summary>
    private const int Untold = 1;

    /// <summary>
    /// By name; none in a record of schema 1. Where the record has no list of its own, those that its askers state: who asked earlier may
    /// state an older version than that of the last training.
    /// </summary>
    public static ImmutableSortedDictionary<string, int> Of(RunRecord record) => record.Measures ?? record.AskedBy
        .SelectMany(asker => asker.Measures)
        .GroupBy(measure => measure.Key, measure => measure.Value)
        .ToImmutableSortedDictionary(stated => stated.Key, stated => stated.Max(), StringComparer.Ordinal);

    /// <summary>By name, as they are now.</summary>
    public static ImmutableSortedDictionary<string, int> Of(IEnumerable<IMeasure> measures) =>
        measures.ToImmutableSortedDictionary(measure => measure.Name, measure => measure.Version, StringComparer.Ordinal);

    /// <summary>Whether series were computed by such measures as they are now.</summary>
    /// <param name="stated">Versions by name, of the measures that computed them.</param>
    public static bool AreOfToday(IReadOnlyDictionary<string, int> stated, IEnumerable<IMeasure> measures) =>
        measures.All(measure => stated.GetValueOrDefault(measure.Name, Untold) == measure.Version);

    /// <summary>The measure that gives a series: what stands before the first slash.</summary>
    public static string MeasureOf(string series) => series.Split('/')[0];
}
