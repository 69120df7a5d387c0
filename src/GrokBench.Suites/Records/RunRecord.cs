using System.Collections.Immutable;
using GrokBench.Models.Snapshots;

namespace GrokBench.Suites.Records;

/// <summary>What is known of a finished run beside its curve: <c>record.json</c>.</summary>
/// <param name="Schema">Version of this format.</param>
/// <param name="Steps">Updates made.</param>
/// <param name="Budget">Updates asked for; larger than <paramref name="Steps"/> when the run stopped early or diverged.</param>
/// <param name="Message">Why it failed or where it diverged; null when complete.</param>
/// <param name="Trajectory">The digest chain at steps 0, 1, 2, 4, 8, ... and at the stop, as (step, SHA-256 hexadecimal).</param>
/// <param name="SeriesDigests">SHA-256 of each series' values, by name.</param>
/// <param name="Mistakes">Test examples that the run got wrong at its end; null where its task has no images.</param>
public sealed record RunRecord(
    int Schema,
    string Id,
    string Engine,
    RunStatus Status,
    long Steps,
    long Budget,
    string? Message,
    ImmutableSortedDictionary<string, EventOutcome> Events,
    ImmutableSortedDictionary<string, double> Final,
    ImmutableArray<TrajectoryPoint> Trajectory,
    ImmutableSortedDictionary<string, string> SeriesDigests,
    Provenance Provenance,
    Mistakes? Mistakes = null)
{
    public const int CurrentSchema = 3;

    /// <summary>Null in a record of schema 1, which does not tell.</summary>
    public RunSettings? Settings { get; init; }

    /// <summary>Everyone for whom it was trained; empty in a record of schema 1. Who asks later and finds enough in it is not added.</summary>
    public ImmutableArray<Asker> AskedBy { get; init; } = [];

    /// <summary>Versions, by name, of all measures that the training computed; null in a record that does not tell.</summary>
    public ImmutableSortedDictionary<string, int>? Measures { get; init; }

    /// <summary>
    /// Digests of the parts of the state at each link of <see cref="Trajectory"/>, in the order of the state; empty where the record does
    /// not tell.
    /// </summary>
    public ImmutableArray<PartDigest> Parts { get; init; } = [];

    /// <summary>What the run made of its table on the way, in order of steps; null where nobody asked, or in a record that does not tell.</summary>
    public ImmutableArray<TableSnapshot>? Snapshots { get; init; }

    /// <summary>At which step each of the run's stages that has begun did so, in order; empty for a run without.</summary>
    public ImmutableArray<long> Stages { get; init; } = [];

    /// <summary>The digest of the whole trajectory: the last link of the chain.</summary>
    public string Digest => Trajectory.IsEmpty ? "" : Trajectory[^1].Digest;
}

public enum RunStatus
{
    /// <summary>Trained to its budget or its stop rule.</summary>
    Complete,

    /// <summary>The loss or a parameter became NaN or infinite: a result, not a failure.</summary>
    Diverged,

    /// <summary>The harness could not finish it; retried when asked again.</summary>
    Failed,
}

/// <summary>One link of the trajectory digest: the hash of the previous link, this step and the state's bits.</summary>
public readonly record struct TrajectoryPoint(long Step, string Digest);
