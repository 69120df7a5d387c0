using System.Text;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.Engines;

namespace GrokBench.Suites.Records;

/// <summary>
/// The right to write one run's folder. It is a file held open exclusively, which the operating system frees when the process dies. The file stays: deleting
/// it would let two processes hold a lock of the same name.
/// </summary>
public sealed class RunLock : IDisposable
{
    private readonly string folder;
    private readonly RunId id;
    private readonly EngineIdentity engine;
    private readonly FileStream held;

    private RunLock(string folder, RunSpec spec, EngineIdentity engine, FileStream held)
    {
        (this.folder, id, this.engine, this.held) = (folder, spec.Id, engine, held);
        foreach (var leftover in Directory.GetFiles(folder, "*" + AtomicFile.TemporaryExtension)) File.Delete(leftover);
        Write(RunFiles.Spec, Encoding.UTF8.GetBytes(CanonicalSpec.Write(spec.Training)));
    }

    /// <summary>The unfinished run's checkpoint.</summary>
    /// <exception cref="StoreException">It is there and cannot be read.</exception>
    public Reading<StoredCheckpoint> ReadCheckpoint()
    {
        var path = Path.Combine(folder, RunFiles.Checkpoint);
        try
        {
            if (AtomicFile.Read(path) is not { } bytes) return default;
            var stored = CheckpointFile.Read(bytes);
            if (stored.Checkpoint.Id != id.Text) throw new InvalidDataException($"it is of run {stored.Checkpoint.Id}");
            if (stored.Checkpoint.Engine != engine.ToString()) throw new InvalidDataException($"it is of engine {stored.Checkpoint.Engine}");
            return new(stored, null);
        }
        catch (InvalidDataException exception)
        {
            return new(null, $"{path} is unusable: {exception.Message}");
        }
    }

    /// <param name="saveState">Writes the learner's state.</param>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public void WriteCheckpoint(Checkpoint checkpoint, Action<Stream> saveState) =>
        AtomicFile.Write(Path.Combine(folder, RunFiles.Checkpoint), file => CheckpointFile.Write(file, checkpoint, saveState));

    /// <summary>
    /// Ends the run: curve first, then the record that vouches for it; only then is the checkpoint of no more use, nor a deviating result, which
    /// this one has been held against.
    /// </summary>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public void WriteResult(StoredRun run)
    {
        Write(RunFiles.Curve, CurveFile.Write(run.Curve));
        Write(RunFiles.Record, RecordFile.Write(run.Record));
        DeleteCheckpoint();
        Delete(RunFiles.Deviating);
        Delete(RunFiles.DeviatingCurve);
    }

    /// <summary>Puts a result that contradicts the record beside it. The record stays as it is.</summary>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public void WriteDeviation(StoredRun run)
    {
        Write(RunFiles.DeviatingCurve, CurveFile.Write(run.Curve));
        Write(RunFiles.Deviating, RecordFile.Write(run.Record));
        DeleteCheckpoint();
    }

    /// <summary>Writes the record of a run that could not be finished. A checkpoint stays: what it holds need not be trained again.</summary>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public void WriteFailure(RunRecord record) => Write(RunFiles.Record, RecordFile.Write(record));

    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public void DeleteCheckpoint() => Delete(RunFiles.Checkpoint);

    public void Dispose() => held.Dispose();

    private void Delete(string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (StoreException.Covers(exception))
        {
            throw StoreException.Writing(path, exception);
        }
    }

    internal static RunLock? TryTake(string folder, RunSpec spec, EngineIdentity engine)
    {
        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(folder);
            held = ExclusiveFile.TryOpen(Path.Combine(folder, RunFiles.Lock));
            return held is null ? null : new RunLock(folder, spec, engine, held);
        }
        catch (Exception exception)
        {
            held?.Dispose();
            if (StoreException.Covers(exception)) throw StoreException.Writing(folder, exception);
            throw;
        }
    }

    private void Write(string name, byte[] bytes) => AtomicFile.Write(Path.Combine(folder, name), file => file.Write(bytes));
}
