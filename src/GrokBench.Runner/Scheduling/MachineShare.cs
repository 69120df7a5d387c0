using GrokBench.Runner.Execution;
using GrokBench.Suites.Planning;

namespace GrokBench.Runner.Scheduling;

/// <summary>What a running run has of the machine.</summary>
public sealed class MachineShare
{
    private long step;

    /// <param name="tryTakeMemory">See <see cref="RunAllowance.TryTakeMemory"/>.</param>
    internal MachineShare(PlannedRun run, Func<MachineShare, bool> tryTakeMemory)
    {
        Run = run;
        Allowance = new RunAllowance(run.Cost.Threads, () => tryTakeMemory(this)) { Threads = 1 };
    }

    public PlannedRun Run { get; }

    public RunAllowance Allowance { get; }

    /// <summary>Updates made, as far as the run has told.</summary>
    public long Step
    {
        get => Interlocked.Read(ref step);
        set => Interlocked.Exchange(ref step, value);
    }

    /// <summary>Predicted seconds until the run ends, on the threads that it has.</summary>
    internal double SecondsLeft => Run.Cost.Seconds * (1 - ((double)Step / Math.Max(1, Run.Budget))) / Allowance.Threads;

    /// <summary>Bytes taken.</summary>
    internal long Bytes { get; set; }
}
