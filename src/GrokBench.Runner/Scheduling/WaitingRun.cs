using System.Collections.Immutable;
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

    /// <summary>Left alone while all of these are under way: they took the memory of the device. Empty: not so.</summary>
    public ImmutableArray<MachineShare> Beside { get; init; } = [];

    /// <param name="releases">The present <see cref="Machine.Releases"/>.</param>
    /// <param name="underWay">The runs that are under way.</param>
    public bool MayBegin(DateTimeOffset now, int releases, IReadOnlyCollection<MachineShare> underWay) =>
        NotBefore <= now && Release < releases && (Beside.IsEmpty || !Beside.All(underWay.Contains));
}
