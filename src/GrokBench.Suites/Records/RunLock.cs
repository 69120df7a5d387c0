using System.Text;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.Engines;

namespace GrokBench.Suites.Records;

/// <summary>
/// The right to write one run's folder. It is a file held open exclusively, which the operating system frees when the process dies. The
/// file stays: deleting it would let two processes hold a lock of the same name. Where the file system ignores locks two processes may
/// hold it: both then train the run, and neither takes away what the other is about to rename.
/// </summary>
public sealed class RunLock : IDisposable
{
    /// <summary>How often a result is written while another process, which a lock should have kept out, writes its own.</summary>
    private const int MostAttempts = 5;

    private readonly RunFolder folder;
    private readonly FileStream held;
    private readonly Action<string>? notice;

    private RunLock(RunFolder folder, FileStream held, Action<string>? notice) =>
        (this.folder, this.held, this.notice) = (folder, held, notice);

    /// <summary>
    /// Called before each change of the folder with what it is, such as <c>rename curve.next.csv</c>: for tests, which let it fail.
    /// </summary>
    internal Action<string> Changing { get; set; } = _ => { };

    /// <summary>The unfinished run's checkpoint.</summary>
    public Reading<StoredCheckpoint> ReadCheckpoint() => folder.ReadCheckpoint();

    /// <param name="saveState">Writes the learner's state.</param>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public void WriteCheckpoint(Checkpoint checkpoint, Action<Stream> saveState) =>
        Write(RunFiles.Checkpoint, file => CheckpointFile.Write(file, checkpoint, saveState));

    /// <summary>
    /// Ends the run: the new curve, then the new record that vouches for it, each under a name of its own; then both are renamed, the curve
    /// first. At every moment one of the records vouches for one of the curves (<see cref="RunFolder"/>). Only then is the checkpoint of no
    /// more use, nor a deviating result, which this one has been held against.
    /// </summary>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public void WriteResult(StoredRun run)
    {
        var (curve, record) = (CurveFile.Write(run.Curve), RecordFile.Write(run.Record));
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            Write(RunFiles.NextCurve, file => file.Write(curve));
            Write(RunFiles.NextRecord, file => file.Write(record));
            Finish(withCurve: true);

            // Files of another writer may have come between: then one of the two writes again.
            if (Holds(RunFiles.Record, record) && Holds(RunFiles.Curve, curve)) return;
            if (folder.Read().Value is { Record.Status: not RunStatus.Failed }) return;
        }

        throw new StoreException($"cannot write {folder.PathOf(RunFiles.Record)}: another process keeps writing it");
    }

    /// <summary>Puts a result that contradicts the record beside it. The record stays as it is.</summary>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public void WriteDeviation(StoredRun run)
    {
        Write(RunFiles.DeviatingCurve, file => file.Write(CurveFile.Write(run.Curve)));
        Write(RunFiles.Deviating, file => file.Write(RecordFile.Write(run.Record)));
        DeleteCheckpoint();
    }

    /// <summary>
    /// Writes the record of a run that could not be finished, unless another holder of the lock has finished it. A checkpoint stays: what
    /// it holds need not be trained again.
    /// </summary>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public void WriteFailure(RunRecord record)
    {
        if (folder.Read().Value is { Record.Status: not RunStatus.Failed }) return;
        Write(RunFiles.Record, file => file.Write(RecordFile.Write(record)));
    }

    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public void DeleteCheckpoint() => Delete(RunFiles.Checkpoint);

    /// <summary>Deletes a checkpoint that cannot go on beside a finished record: it is damaged, or was begun beside another one.</summary>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public void DeleteStaleCheckpoint(StoredRun finished)
    {
        var (stored, problem) = ReadCheckpoint();
        if (problem is not null || (stored is not null && stored.Checkpoint.Replaces != finished.FileDigest)) DeleteCheckpoint();
    }

    public void Dispose() => held.Dispose();

    /// <summary>Null while another holder has it.</summary>
    /// <param name="notice">Told of what is wrong in the folder and mended.</param>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    internal static RunLock? TryTake(string path, RunSpec spec, EngineIdentity engine, Action<string>? notice)
    {
        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(path);
            var folder = new RunFolder(path, spec.Id, engine);
            AtomicFile.Clear(folder.PathOf(RunFiles.Lock), notice);
            held = ExclusiveFile.TryOpen(folder.PathOf(RunFiles.Lock));
            if (held is null) return null;
            var taken = new RunLock(folder, held, notice);
            taken.TidyUp(path, spec);
            return taken;
        }
        catch (Exception exception)
        {
            held?.Dispose();
            if (StoreException.Covers(exception)) throw StoreException.Writing(path, exception);
            throw;
        }
    }

    /// <summary>Brings to an end what a kill has left half done, moves aside what is no file, and mends the specification.</summary>
    private void TidyUp(string path, RunSpec spec)
    {
        string[] names =
        [
            RunFiles.Spec, RunFiles.Record, RunFiles.Curve, RunFiles.NextRecord, RunFiles.NextCurve, RunFiles.Deviating,
            RunFiles.DeviatingCurve, RunFiles.Checkpoint,
        ];
        foreach (var name in names) Clear(name);
        AtomicFile.RemoveLeftovers(path, folder.PathOf(RunFiles.Lock));
        if (IsFinished(RunFiles.NextCurve)) Finish(withCurve: true);
        else if (IsFinished(RunFiles.Curve)) Finish(withCurve: false);
        foreach (var name in new[] { RunFiles.NextRecord, RunFiles.NextCurve })
        {
            if (File.Exists(folder.PathOf(name)) && AtomicFile.IsOld(folder.PathOf(name), folder.PathOf(RunFiles.Lock))) Delete(name);
        }

        if (folder.SpecProblem() is not { } problem) return;
        if (File.Exists(folder.PathOf(RunFiles.Spec)) || File.Exists(folder.PathOf(RunFiles.Record)))
            notice?.Invoke($"{problem}; it is written anew");
        Write(RunFiles.Spec, file => file.Write(Encoding.UTF8.GetBytes(CanonicalSpec.Write(spec.Training))));
    }

    private bool IsFinished(string curve) =>
        File.Exists(folder.PathOf(RunFiles.NextRecord)) && folder.Read(RunFiles.NextRecord, curve).Value is not null;

    /// <summary>The rest of <see cref="WriteResult"/> once the new pair is there.</summary>
    /// <param name="withCurve">False where the curve has been renamed already.</param>
    private void Finish(bool withCurve)
    {
        if (withCurve) Rename(RunFiles.NextCurve, RunFiles.Curve);
        Rename(RunFiles.NextRecord, RunFiles.Record);
        DeleteCheckpoint();
        Delete(RunFiles.Deviating);
        Delete(RunFiles.DeviatingCurve);
    }

    private bool Holds(string name, byte[] expected) => AtomicFile.Read(folder.PathOf(name)).AsSpan().SequenceEqual(expected);

    private void Clear(string name) => AtomicFile.Clear(folder.PathOf(name), notice, RunFolder.MostBytes(name));

    private void Write(string name, Action<Stream> write)
    {
        Changing($"write {name}");
        Clear(name);
        AtomicFile.Write(folder.PathOf(name), write);
    }

    private void Rename(string from, string to)
    {
        Changing($"rename {from}");
        var path = folder.PathOf(to);
        try
        {
            Clear(to);
            File.Move(folder.PathOf(from), path, overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // Where locks do nothing, whoever else holds this one has brought it to its end.
        }
        catch (Exception exception) when (StoreException.Covers(exception))
        {
            throw StoreException.Writing(path, exception);
        }
    }

    private void Delete(string name)
    {
        Changing($"delete {name}");
        var path = folder.PathOf(name);
        try
        {
            Clear(name);
            File.Delete(path);
        }
        catch (Exception exception) when (StoreException.Covers(exception))
        {
            throw StoreException.Writing(path, exception);
        }
    }
}
