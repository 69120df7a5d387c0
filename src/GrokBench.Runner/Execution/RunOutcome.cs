using GrokBench.Suites.Records;

namespace GrokBench.Runner.Execution;

/// <summary>How an attempt at one run ended.</summary>
public abstract record RunOutcome
{
    private RunOutcome()
    {
    }

    /// <summary>Complete or diverged, and stored.</summary>
    /// <param name="Result">As the first asker would have seen it.</param>
    /// <param name="Reused">Nothing was trained: the store had it.</param>
    public sealed record Finished(RunResult Result, bool Reused) : RunOutcome;

    /// <summary>The run threw. Other runs are not affected; it is retried when asked again.</summary>
    public sealed record Failed(string Message) : RunOutcome;

    /// <summary>Stopped on request at a step boundary; a checkpoint holds everything.</summary>
    /// <param name="Step">Updates made; 0 when it had not begun.</param>
    public sealed record Interrupted(long Step) : RunOutcome;

    /// <summary>Another process, or another thread of this one, is working on the run.</summary>
    public sealed record LockedElsewhere : RunOutcome;

    /// <summary>It would have to be trained, and the memory for that is not to be had now. Nothing was begun.</summary>
    public sealed record NoMemory : RunOutcome;

    /// <summary>The device had no memory for its stack, and the engine has made it smaller: the run is to begin anew, its checkpoint is gone.</summary>
    public sealed record StackReduced(string Message) : RunOutcome;

    /// <summary>The device has no memory for it, and the engine can do nothing about that. Beside other runs it is worth another attempt when one of them has ended.</summary>
    public sealed record NoDeviceMemory(string Message) : RunOutcome;

    /// <summary>Nothing can be written to the result folder (permission, disk full): other runs will hardly fare better.</summary>
    /// <param name="Message">Names the file or folder.</param>
    public sealed record StoreFailed(string Message) : RunOutcome;
}
