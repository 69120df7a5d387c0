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

    public string FolderOf(RunSpec spec) => Path.Combine(root, "runs", spec.Id.Text, engineOf(spec.Training).ToString());

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
        if (Read(spec).Value is not { Record: { Status: not RunStatus.Failed } record }) return null;
        var (deviation, problem) = ReadDeviation(spec);
        return deviation is null ? problem : Contradiction(spec, record, deviation.Record);
    }

    /// <summary>
    /// That a result contradicts a record, and what there is to do; null where it does not: they agree on every step that both have, or are of
    /// stacks of different sizes.
    /// </summary>
    public string? Contradiction(RunSpec spec, RunRecord kept, RunRecord other)
    {
        if (kept.Provenance.Stack != other.Provenance.Stack || TrajectoryDigest.FirstDifference(kept.Trajectory, other.Trajectory) is not { } step) return null;
        return string.Create(CultureInfo.InvariantCulture, $"trained again, the run had another state at step {step} than its record in ")
            + $"{FolderOf(spec)}, which is kept; the new result lies beside it in {RunFiles.Deviating}. "
            + "A kind or the engine changed without a new version, or training is not deterministic here: mend that and train with --again, or, if it is the record that is wrong, let the new result take its place with --accept";
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
