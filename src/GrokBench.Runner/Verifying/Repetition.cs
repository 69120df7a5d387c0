using System.Collections.Immutable;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Verifying;

/// <summary>A run that is to be trained again, watched just as it was.</summary>
/// <param name="Kept">The record, and at which evaluations and with which series the repetition is to be watched.</param>
/// <param name="LeftOut">Series of the record that this build has no measure for, or measures in another version. In ordinal order.</param>
internal sealed record Repetition(Candidate Candidate, StoredRun Kept, PlannedRun Planned, ImmutableArray<string> LeftOut)
{
    public AskedRun Asked => Planned.AskedBy[0];
}
