using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Models;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.Engines;

namespace GrokBench.Suites.Records;

/// <summary>
/// The runs of a result folder, each of one engine identity: <c>runs/[id]/[engine]/</c> holds <c>spec.json</c>, <c>record.json</c> and <c>curve.csv</c>, and
/// while a run is unfinished <c>checkpoint.bin</c>. See docs/records.md. Readers need no lock; writers hold <see cref="RunLock"/>.
/// </summary>
/// <param name="root">The result folder; made on the first write.</param>
/// <param name="engineOf">The engine of each run: records of others are never read. See <see cref="EngineChoice"/>.</param>
/// <param name="measures">Known measures by name; null for all of the <see cref="Catalogue"/>.</param>
public sealed class RunStore(string root, Func<TrainingSpec, EngineIdentity> engineOf, IReadOnlyDictionary<string, IMeasure>? measures = null)
{
    /// <summary>What a trial writes: where as much has no room, no record has.</summary>
    private const int TrialBytes = 1 << 20;

    /// <summary>Every run is of the same engine.</summary>
    public RunStore(string root, EngineIdentity engine, IReadOnlyDictionary<string, IMeasure>? measures = null)
        : this(root, _ => engine, measures)
    {
    }

    public string Root => root;

    public IReadOnlyDictionary<string, IMeasure> Measures { get; } = measures ?? Catalogue.Measures;

    public string FolderOf(RunSpec spec) => Path.Combine(root, RunFiles.Runs, spec.Id.Text, engineOf(spec.Training).ToString());

    /// <summary>
    /// The finished runs that hold all that their spec asks for, each as its own observer would have seen it. Ask with the specs that are looked up later: two
    /// specs of one identity may ask for different evaluations.
    /// </summary>
    /// <param name="notice">Told of every unusable file.</param>
    public ResultSet Load(IEnumerable<RunSpec> specs, Action<string>? notice = null)
    {
        var results = ImmutableArray.CreateBuilder<RunResult>();
        foreach (var askers in specs.Distinct().GroupBy(spec => spec.Id))
        {
            var (run, problem) = Read(askers.First());
            if (problem is not null) notice?.Invoke(problem);
            if (run is not null) results.AddRange(askers.Select(spec => Coverage.Project(spec, run, Measures)).OfType<RunResult>());
        }

        return new ResultSet(results);
    }

    /// <summary>
    /// The record and curve of a run, complete or failed. Either file missing while the other is there, or the two not matching, is
    /// unusable, and so is a file that cannot be read. A run whose <c>spec.json</c> alone is wrong is there, with the problem beside it.
    /// </summary>
    public Reading<StoredRun> Read(RunSpec spec) => In(spec).Read();

    /// <summary>A result that contradicts the run's record, and lies beside it until somebody decides.</summary>
    public Reading<StoredRun> ReadDeviation(RunSpec spec) => In(spec).Read(RunFiles.Deviating, RunFiles.DeviatingCurve);

    /// <summary>
    /// Whether beside a finished record there is something that whoever holds the lock may have to bring to an end or remove: a checkpoint,
    /// or half of a result's renaming.
    /// </summary>
    public bool HasLeftovers(RunSpec spec) =>
        new[] { RunFiles.Checkpoint, RunFiles.NextRecord }.Any(name => File.Exists(In(spec).PathOf(name)));

    /// <summary>Why nothing can be written to the result folder, as a trial shows; null when a file can.</summary>
    public string? Obstacle()
    {
        var path = Path.Combine(root, RunFiles.Runs, "trial");
        try
        {
            Directory.CreateDirectory(Path.Combine(root, RunFiles.Runs));
            AtomicFile.Write(path, file => file.Write(new byte[TrialBytes]));
            File.Delete(path);
            return null;
        }
        catch (StoreException exception)
        {
            return exception.Message;
        }
        catch (Exception exception) when (StoreException.Covers(exception))
        {
            return StoreException.Writing(path, exception).Message;
        }
    }

    /// <summary>That a result contradicts the run's record, and what there is to do; null where nothing does.</summary>
    public string? Contradiction(RunSpec spec)
    {
        if (!File.Exists(Path.Combine(FolderOf(spec), RunFiles.Deviating))) return null;
        if (Read(spec).Value is not { Record.Status: not RunStatus.Failed } kept) return null;
        var (deviation, problem) = ReadDeviation(spec);
        return deviation is null ? problem : Contradiction(spec, kept, deviation);
    }

    /// <summary>
    /// That a result contradicts a record, and what there is to do; null where it does not: they agree in states and series on every step that both have, or are of
    /// stacks of different sizes.
    /// </summary>
    /// <param name="kept">Not of a failed run; nor is the other.</param>
    public string? Contradiction(RunSpec spec, StoredRun kept, StoredRun other)
    {
        if (kept.Record.Provenance.Stack != other.Record.Provenance.Stack || Difference(spec, kept, other) is not { } difference) return null;
        return $"trained again, the run had {difference} than its record in {FolderOf(spec)}, which is kept; the new result lies beside it in {RunFiles.Deviating}. "
            + "A kind, a measure or the engine changed without a new version, or training is not deterministic here: mend that and train with --again, or, if it is the record that is wrong, let the new result take its place with --accept";
    }

    /// <summary>What two results of one run do not agree in, <c>another state at step 8</c>; null where nothing contradicts.</summary>
    private string? Difference(RunSpec spec, StoredRun kept, StoredRun other)
    {
        if (TrajectoryDigest.FirstDifference(kept.Record.Trajectory, other.Record.Trajectory) is { } step) return string.Create(CultureInfo.InvariantCulture, $"another state at step {step}");
        return CurveDifference.First(kept.Curve, other.Curve, Comparable(spec, kept.Record).Contains) is { } difference
            ? string.Create(CultureInfo.InvariantCulture, $"another value of {difference.Series} at step {difference.Step}")
            : null;
    }

    /// <summary>
    /// Names of the series that must be the same whenever the run is trained: those of the splits, and of each measure that the record has in the version of today; one of schema 1 does not
    /// tell. Step losses are of the interval since the evaluation before, which another schedule moves.
    /// </summary>
    private HashSet<string> Comparable(RunSpec spec, RunRecord kept)
    {
        string[] measures =
        [
            .. MeasureVersions.Of(kept)
                .Where(stated => Measures.TryGetValue(stated.Key, out var measure)
                    && measure.Version == stated.Value && measure.Obstacle(spec.Training) is null)
                .Select(stated => stated.Key),
        ];
        var names = Coverage.SeriesOf(new RunSpec(spec.Training, spec.Observation with { Measures = [.. measures] }), Measures);
        return names.Where(name => !Coverage.IsStepLoss(name)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The right to write a run's folder, until disposed; null when someone else has it, in this process or another.</summary>
    /// <param name="notice">
    /// Told of what is wrong in the folder and mended: a file that cannot be read is moved aside, <c>spec.json</c> is written anew.
    /// </param>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public RunLock? TryLock(RunSpec spec, Action<string>? notice = null) =>
        RunLock.TryTake(FolderOf(spec), spec, engineOf(spec.Training), notice);

    private RunFolder In(RunSpec spec) => new(FolderOf(spec), spec.Id, engineOf(spec.Training));
}
