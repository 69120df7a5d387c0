using System.Collections.Immutable;

namespace GrokBench.Reports.Summaries;

/// <summary>What <c>outcome.json</c> says of the last command on a result folder.</summary>
/// <param name="ExitCode">Null: it is under way, or was killed.</param>
/// <param name="Engine">Null where the command was refused before it had one.</param>
/// <param name="Runs">Null likewise.</param>
public sealed record StoredOutcome(
    int? ExitCode, string Outcome, string Profile, string? Engine, StoredRunCounts? Runs, ImmutableArray<RunFailure> Failures,
    ImmutableArray<StoredFault> Faults);

/// <summary>How many runs there were for the last command.</summary>
public sealed record StoredRunCounts(int Asked, int Trained, int Reused, int Unfinished);

/// <summary>What could not be judged, drawn or written.</summary>
public sealed record StoredFault(string Place, string Message);
