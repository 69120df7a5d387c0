using GrokBench.Suites.Records;

namespace GrokBench.Runner.Verifying;

/// <summary>A run that was trained again.</summary>
/// <param name="Run">The new result, whole.</param>
internal sealed record Repeated(Repetition Repetition, StoredRun Run)
{
    /// <summary>Where it parts from the record; null where it agrees.</summary>
    public RunDifference? Difference { get; } =
        RunDifference.Between(Repetition.Kept, Run, series => !Repetition.LeftOut.Contains(series));
}
