namespace GrokBench.Runner.Hosting;

/// <summary>How the process ends.</summary>
public enum ExitCode
{
    /// <summary>Everything asked for was done; claims may be refuted.</summary>
    Success = 0,

    /// <summary>A comparison found that something got worse.</summary>
    Worse = 1,

    /// <summary>Wrong usage or an invalid suite; nothing was trained or written.</summary>
    BadInput = 2,

    /// <summary>A run or the harness failed.</summary>
    Failed = 3,

    /// <summary>A comparison was asked for, and no run has a partner.</summary>
    NothingMatched = 4,

    /// <summary>Stopped by a signal; a rerun goes on from the checkpoints.</summary>
    Interrupted = 130,
}
