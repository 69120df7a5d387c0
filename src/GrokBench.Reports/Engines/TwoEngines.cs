using System.Collections.Immutable;
using GrokBench.Reports.Judging;
using GrokBench.Tensors.Engines;

namespace GrokBench.Reports.Engines;

/// <summary>A suite's runs and claims on two engines: the report's own, and another whose records lie in the same folder.</summary>
/// <param name="Here">The report's engine.</param>
/// <param name="There">The other, of another name.</param>
/// <param name="Runs">Runs that both engines can train, and how many of them each has finished.</param>
/// <param name="SharedRuns">Runs of learners that are no tensor programs: they run on the built-in engine whatever is asked for, so both sides have the same records. They are left out.</param>
/// <param name="Cells">Those of which both engines have a run with the same seed, in the suite's order.</param>
/// <param name="Claims">Claims that read a run of some engine's own, in the suite's order.</param>
/// <param name="SharedClaims">Claims that read shared runs alone: the same on both sides by construction.</param>
public sealed record TwoEngines(
    EngineIdentity Here, EngineIdentity There, RunCounts Runs, int SharedRuns, ImmutableArray<CellOnTwoEngines> Cells, ImmutableArray<ClaimOnTwoEngines> Claims, int SharedClaims)
{
    /// <summary>What the other engine says that it computes with; empty where its identity says it all.</summary>
    public ImmutableSortedDictionary<string, string> FactsThere { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public IEnumerable<ClaimOnTwoEngines> Differing => Claims.Where(claim => claim.Differs);

    /// <summary>Claims that get a verdict on both sides which says something about their runs.</summary>
    public int Decided => Claims.Count(claim => claim.DecidedTwice);
}

/// <param name="All">Asked for.</param>
/// <param name="Here">Finished on the report's engine.</param>
/// <param name="There">Finished on the other.</param>
/// <param name="Both">Finished on both.</param>
public readonly record struct RunCounts(int All, int Here, int There, int Both);

/// <param name="Cause">What the evidence says of the difference, half a sentence; empty where there is none.</param>
public sealed record ClaimOnTwoEngines(ClaimResult Here, ClaimResult There, string Cause)
{
    public bool Differs => Here.Verdict != There.Verdict;

    public bool DecidedTwice => Here.Verdict is not (null or Verdict.NotRun) && There.Verdict is not (null or Verdict.NotRun);
}
