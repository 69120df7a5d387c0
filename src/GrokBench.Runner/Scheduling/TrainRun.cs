using GrokBench.Runner.Execution;
using GrokBench.Suites.Planning;

namespace GrokBench.Runner.Scheduling;

/// <summary>Brings one run to its end, or as far as it gets.</summary>
/// <param name="allowance">What it may take of the machine, which may grow meanwhile.</param>
/// <param name="stop">Ends it at the next step, with a checkpoint.</param>
public delegate RunOutcome TrainRun(PlannedRun run, RunAllowance allowance, IProgress<RunProgress> progress, CancellationToken stop);
