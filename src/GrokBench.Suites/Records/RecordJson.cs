using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using GrokBench.Models.Snapshots;

namespace GrokBench.Suites.Records;

/// <summary>
/// The shape of <c>record.json</c> from schema 2 on: numbers are numbers, and null where they are not finite. <paramref name="NotFinite"/> then
/// says which of NaN,
/// Infinity and -Infinity the series was.
/// </summary>
internal sealed record RecordJson(
    int Schema,
    string Id,
    string Engine,
    RunStatus Status,
    long Steps,
    long Budget,
    string? Message,
    RunSettings Settings,
    ImmutableArray<Asker> AskedBy,
    ImmutableSortedDictionary<string, EventOutcome> Events,
    ImmutableSortedDictionary<string, double?> Final,
    ImmutableSortedDictionary<string, string> NotFinite,
    ImmutableArray<TrajectoryPoint> Trajectory,
    ImmutableSortedDictionary<string, string> SeriesDigests,
    Provenance Provenance,
    Mistakes? Mistakes)
{
    /// <summary>Null where there are none, or they are not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, int>? Measures { get; init; }

    /// <summary>Null where they are not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<PartDigest>? Parts { get; init; }

    /// <summary>Null where nobody asked for them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<TableSnapshot>? Snapshots { get; init; }

    /// <summary>Null where none has begun.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<long>? Stages { get; init; }

    /// <exception cref="ArgumentException">The record does not have its settings.</exception>
    public static RecordJson Of(RunRecord record) => new(
        RunRecord.CurrentSchema, record.Id, record.Engine, record.Status, record.Steps, record.Budget, record.Message,
        record.Settings ?? throw new ArgumentException("a record is written with its settings", nameof(record)), record.AskedBy, record.Events,
        record.Final.ToImmutableSortedDictionary(pair => pair.Key, pair => double.IsFinite(pair.Value) ? pair.Value : (double?)null, StringComparer.Ordinal),
        record.Final.Where(pair => !double.IsFinite(pair.Value))
            .ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal),
        record.Trajectory, record.SeriesDigests, record.Provenance, record.Mistakes)
    {
        Measures = record.Measures is { IsEmpty: false } measures ? measures : null,
        Parts = record.Parts.IsEmpty ? null : record.Parts,
        Snapshots = record.Snapshots,
        Stages = record.Stages.IsEmpty ? null : record.Stages,
    };

    /// <exception cref="InvalidDataException">A null of <see cref="Final"/> has no reason, or none of the three.</exception>
    public RunRecord ToRecord() => new(
        Schema, Id, Engine, Status, Steps, Budget, Message, Events,
        Final.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value ?? Named(pair.Key), StringComparer.Ordinal),
        Trajectory, SeriesDigests, Provenance, Mistakes)
    {
        Settings = Settings,
        AskedBy = AskedBy,
        Measures = Measures,
        Parts = Parts ?? [],
        Snapshots = Snapshots,
        Stages = Stages ?? [],
    };

    private double Named(string series) => NotFinite.GetValueOrDefault(series) switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => throw new InvalidDataException($"it is not a record: series {series} is null without a reason"),
    };
}
