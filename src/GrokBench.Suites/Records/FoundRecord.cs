using GrokBench.Models.Learning;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.Engines;

namespace GrokBench.Suites.Records;

/// <summary>A run as it was found in a result folder.</summary>
/// <param name="Folder">The run's own folder, <c>runs/[id]/[engine]</c>.</param>
/// <param name="Record">Null where <c>record.json</c> is unusable.</param>
/// <param name="Problem">Why; null where it is not.</param>
public sealed record FoundRecord(string Folder, RunId Id, EngineIdentity Engine, RunRecord? Record, string? Problem)
{
    /// <summary>Whether it tells of a training that came to its end.</summary>
    public bool IsFinished => Record is { Status: not RunStatus.Failed };

    /// <summary>The record with its curve, held against each other; a problem is that of the first file that is wrong.</summary>
    public Reading<StoredRun> Read() => new RunFolder(Folder, Id, Engine).Read();

    /// <summary>What was trained, from <c>spec.json</c> alone.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is not the one of this run, or this build cannot train it. The message says which.
    /// </exception>
    public TrainingSpec Spec()
    {
        var folder = new RunFolder(Folder, Id, Engine);
        if (folder.SpecProblem() is { } problem) throw new InvalidDataException(problem);
        var spec = SpecFile.Read(AtomicFile.Read(folder.PathOf(RunFiles.Spec)) ?? []);
        return RunId.Of(spec) == Id
            ? spec
            : throw new InvalidDataException("its specification leads to another run id in this build, where a default has changed");
    }
}
