using GrokBench.Runner.Execution;
using GrokBench.Suites.Runs;

namespace GrokBench.Runner.Tests.Execution;

/// <summary>Runs for which no suite asked.</summary>
internal static class ExecutorExtensions
{
    public static RunOutcome Execute(
        this RunExecutor executor, RunSpec spec, RunAllowance allowance, IProgress<RunProgress>? progress, CancellationToken stop, bool again = false, bool accept = false) =>
        executor.Execute([new("", "", spec)], allowance, progress, stop, again, accept);

    public static RunOutcome Execute(this RunExecutor executor, params RunSpec[] askers) =>
        executor.Execute([.. askers.Select((spec, i) => new Suites.Planning.AskedRun($"suite-{i}", "", spec))], new RunAllowance(1), null, CancellationToken.None);
}
