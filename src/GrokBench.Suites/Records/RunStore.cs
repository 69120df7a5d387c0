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
    /// <exception cref="StoreException">A file is there and cannot be read.</exception>
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

    /// <summary>The record and curve of a run, complete or failed. Either file missing while the other is there, or the two not matching, is unusable.</summary>
    /// <exception cref="StoreException">A file is there and cannot be read.</exception>
    public Reading<StoredRun> Read(RunSpec spec) => Read(spec, RunFiles.Record, RunFiles.Curve);

    /// <summary>A result that contradicts the run's record, and lies beside it until somebody decides.</summary>
    /// <exception cref="StoreException">A file is there and cannot be read.</exception>
    public Reading<StoredRun> ReadDeviation(RunSpec spec) => Read(spec, RunFiles.Deviating, RunFiles.DeviatingCurve);

    /// <summary>That a result contradicts the run's record, and what there is to do; null where nothing does.</summary>
    /// <exception cref="StoreException">A file is there and cannot be read.</exception>
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
        // Who asked earlier may state an older version than the one of the last training.
        var versions = kept.AskedBy.SelectMany(asker => asker.Measures).GroupBy(measure => measure.Key, measure => measure.Value);
        string[] measures =
        [
            .. versions.Where(stated => Measures.TryGetValue(stated.Key, out var measure) && measure.Version == stated.Max() && measure.Obstacle(spec.Training) is null).Select(stated => stated.Key),
        ];
        var names = Coverage.SeriesOf(new RunSpec(spec.Training, spec.Observation with { Measures = [.. measures] }), Measures);
        return names.Except([Coverage.StepLossLowest, Coverage.StepLossMedian, Coverage.StepLossHighest]).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The right to write a run's folder, until disposed; null when someone else has it, in this process or another.</summary>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public RunLock? TryLock(RunSpec spec) => RunLock.TryTake(FolderOf(spec), spec, engineOf(spec.Training));

    private Reading<StoredRun> Read(RunSpec spec, string recordName, string curveName)
    {
        var (folder, id, engine) = (FolderOf(spec), spec.Id, engineOf(spec.Training));
        var path = Path.Combine(folder, recordName);
        if (AtomicFile.Read(path) is not { } bytes) return default;
        try
        {
            var record = RecordFile.Read(bytes);
            if (record.Id != id.Text) throw new InvalidDataException($"it is of run {record.Id}");
            if (record.Engine != engine.ToString()) throw new InvalidDataException($"it is of engine {record.Engine}");
            if (record.Status == RunStatus.Failed) return new(new StoredRun(record, new CurveBuilder([]).ToCurve()), null);

            path = Path.Combine(folder, curveName);
            var curve = CurveFile.Read(AtomicFile.Read(path) ?? throw new InvalidDataException("it is missing"));
            var differing = SeriesDigest.Of(curve).Except(record.SeriesDigests).Select(pair => pair.Key).FirstOrDefault();
            if (differing is not null || curve.Series.Count != record.SeriesDigests.Count)
                throw new InvalidDataException($"it is not the curve of {recordName}{(differing is null ? "" : $" (series {differing})")}");
            return new(new StoredRun(record, curve), null);
        }
        catch (InvalidDataException exception)
        {
            return new(null, $"{path} is unusable: {exception.Message}");
        }
    }
}
