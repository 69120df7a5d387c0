using System.Security.Cryptography;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.Engines;

namespace GrokBench.Suites.Records;

/// <summary>
/// Reads a run's folder. A result takes the place of an older one in four steps (see <see cref="RunLock.WriteResult"/>), and at each of
/// them one record and one curve belong together: the reader takes the first such pair. Whatever cannot be read is a problem that is
/// named, never an exception.
/// </summary>
/// <param name="path">The folder.</param>
/// <param name="id">Whose folder it is.</param>
/// <param name="engine">Of which engine.</param>
internal sealed class RunFolder(string path, RunId id, EngineIdentity engine)
{
    /// <summary>
    /// How often a folder is looked at whose files do not belong together: a reader that a busy machine holds up between two files meets the next result again and again.
    /// </summary>
    private const int MostAttempts = 20;

    private static readonly (string Record, string Curve)[] Pairs =
    [
        (RunFiles.Record, RunFiles.Curve), (RunFiles.NextRecord, RunFiles.Curve), (RunFiles.NextRecord, RunFiles.NextCurve),
    ];

    public string PathOf(string name) => Path.Combine(path, name);

    /// <summary>Of a file in a run's folder; a longer one is not read.</summary>
    public static long MostBytes(string name) => Path.GetExtension(name) switch
    {
        ".json" => RecordFile.MostBytes,
        ".bin" => CheckpointFile.MostBytes,
        _ => AtomicFile.MostBytes,
    };

    /// <summary>The finished run, else the failed one. Beside a value the problem is one of <see cref="RunFiles.Spec"/>.</summary>
    public Reading<StoredRun> Read()
    {
        var reading = ReadPairs();
        for (var attempt = 1; attempt < MostAttempts && reading.Value is null && MayChange(reading); attempt++) reading = ReadPairs();
        return reading.Value is null ? reading : reading with { Problem = SpecProblem() };
    }

    /// <summary>A record and its curve.</summary>
    public Reading<StoredRun> Read(string recordName, string curveName)
    {
        var file = PathOf(recordName);
        try
        {
            if (AtomicFile.Read(file, MostBytes(recordName)) is not { } bytes) return default;
            var record = RecordFile.Read(bytes);
            if (record.Id != id.Text) throw new InvalidDataException($"it is of run {record.Id}");
            if (record.Engine != engine.ToString()) throw new InvalidDataException($"it is of engine {record.Engine}");
            var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (record.Status == RunStatus.Failed)
                return new(new StoredRun(record, new CurveBuilder([]).ToCurve()) { FileDigest = digest }, null);

            file = PathOf(curveName);
            var curve = CurveFile.Read(AtomicFile.Read(file, MostBytes(curveName)) ?? throw new InvalidDataException("it is missing"));
            var differing = SeriesDigest.Of(curve).Except(record.SeriesDigests).Select(pair => pair.Key).FirstOrDefault();
            if (differing is not null || curve.Series.Count != record.SeriesDigests.Count)
                throw new InvalidDataException($"it is not the curve of {recordName}{(differing is null ? "" : $" (series {differing})")}");
            return new(new StoredRun(record, curve) { FileDigest = digest }, null);
        }
        catch (InvalidDataException exception)
        {
            return new(null, $"{file} is unusable: {exception.Message}");
        }
        catch (StoreException exception)
        {
            return new(null, exception.Message);
        }
    }

    /// <summary>What is wrong with <see cref="RunFiles.Spec"/>; null where it is the one of this run.</summary>
    public string? SpecProblem()
    {
        var file = PathOf(RunFiles.Spec);
        try
        {
            if (AtomicFile.Read(file, MostBytes(RunFiles.Spec)) is not { } bytes) return $"{file} is missing";
            var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
            return digest.StartsWith(id.Text, StringComparison.Ordinal)
                ? null
                : $"{file} is not the specification of this run: its SHA-256 begins with {digest[..id.Text.Length]}";
        }
        catch (StoreException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>The unfinished run's checkpoint.</summary>
    public Reading<StoredCheckpoint> ReadCheckpoint()
    {
        var file = PathOf(RunFiles.Checkpoint);
        try
        {
            if (AtomicFile.Read(file, MostBytes(RunFiles.Checkpoint)) is not { } bytes) return default;
            var stored = CheckpointFile.Read(bytes);
            if (stored.Checkpoint.Id != id.Text) throw new InvalidDataException($"it is of run {stored.Checkpoint.Id}");
            if (stored.Checkpoint.Engine != engine.ToString())
                throw new InvalidDataException($"it is of engine {stored.Checkpoint.Engine}");
            return new(stored, null);
        }
        catch (InvalidDataException exception)
        {
            return new(null, $"{file} is unusable: {exception.Message}");
        }
        catch (StoreException exception)
        {
            return new(null, exception.Message);
        }
    }

    /// <summary>
    /// Whether a further look may find a whole pair: between two files that were read, another process may have renamed both. Not where
    /// there is no record at all.
    /// </summary>
    private bool MayChange(Reading<StoredRun> reading) => reading.Problem is not null || File.Exists(PathOf(RunFiles.Record));

    /// <summary>A finished run before a failed one; the problem is that of the first pair that has one.</summary>
    private Reading<StoredRun> ReadPairs()
    {
        Reading<StoredRun> result = default;
        foreach (var (record, curve) in Pairs)
        {
            var reading = Read(record, curve);
            if (reading.Value is { Record.Status: not RunStatus.Failed }) return reading;
            result = new(result.Value ?? reading.Value, result.Problem ?? reading.Problem);
        }

        return result.Value is null ? result : result with { Problem = null };
    }
}
