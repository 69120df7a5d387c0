using System.Collections.Immutable;
using GrokBench.Runner.Scheduling;
using GrokBench.Suites.Runs;

namespace GrokBench.Runner.Verifying;

/// <summary>What became of runs that were to be trained again.</summary>
/// <param name="Repeated">By run id.</param>
internal sealed record RepetitionResult(ImmutableDictionary<RunId, Repeated> Repeated, SchedulerResult Training)
{
    /// <summary>Why a run failed; null where it did not.</summary>
    public string? FailureOf(RunId id) => Training.Failures.FirstOrDefault(failure => failure.Run.Id == id)?.Message;
}
