using GrokBench.Suites.Planning;

namespace GrokBench.Runner.Scheduling;

/// <summary>A run that is to be begun.</summary>
/// <param name="NotBefore">Left alone until then: another process was training it.</param>
/// <param name="Release">Left alone while <see cref="Machine.Releases"/> is at this count: there was no memory for it. -1: not so.</param>
internal sealed record WaitingRun(PlannedRun Run, DateTimeOffset NotBefore, int Release)
{
    public WaitingRun(PlannedRun run)
        : this(run, DateTimeOffset.MinValue, -1)
    {
    }

    /// <param name="releases">The present <see cref="Machine.Releases"/>.</param>
    public bool MayBegin(DateTimeOffset now, int releases) => NotBefore <= now && Release < releases;
}
