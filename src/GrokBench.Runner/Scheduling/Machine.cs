using GrokBench.Suites.Planning;

namespace GrokBench.Runner.Scheduling;

/// <summary>
/// The cores and the memory that runs have in common. A run begins on one core; cores that no waiting run will need go to the running runs that would end
/// last, one thread at a time, and stay with them until they end. So there are never more threads than cores, and no run waits for another's next step.
/// Runs that their engine's own threads compute take no core. Safe to use from several threads at once.
/// </summary>
/// <param name="places">Most runs at a time, at least 1.</param>
/// <param name="cores">At least 1.</param>
/// <param name="bytes">Memory of all runs together.</param>
public sealed class Machine(int places, int cores, long bytes)
{
    private readonly Lock gate = new();
    private readonly List<MachineShare> running = [];
    private int releases;

    /// <summary>As many runs at a time as cores.</summary>
    public Machine(int cores, long bytes)
        : this(cores, cores, bytes)
    {
    }

    public int Places => places;

    public long Bytes => bytes;

    public int FreeCores
    {
        get
        {
            lock (gate) return Free();
        }
    }

    /// <summary>Whether a run would find a place, and a core if it takes one.</summary>
    public bool HasRoomFor(PlannedRun run)
    {
        lock (gate) return running.Count < places && (!run.Cost.TakesCores || Free() > 0);
    }

    /// <summary>How many runs have given memory back. A run that there was no memory for need not ask again before this has risen.</summary>
    public int Releases
    {
        get
        {
            lock (gate) return releases;
        }
    }

    /// <summary>A run begins, if it takes cores on one of its own; its memory it takes when it knows that it needs it.</summary>
    public MachineShare Begin(PlannedRun run)
    {
        lock (gate)
        {
            if (!HasRoomFor(run)) throw new InvalidOperationException("no place or no core is free");
            var share = new MachineShare(run, TryTakeMemory);
            running.Add(share);
            return share;
        }
    }

    /// <summary>The run has ended or was put back: everything it had is free.</summary>
    public void End(MachineShare share)
    {
        lock (gate)
        {
            running.Remove(share);
            if (share.Bytes > 0) releases++;
        }
    }

    /// <summary>Gives free cores to running runs whose steps are worth more threads.</summary>
    /// <param name="reserved">Cores to keep for runs that are about to begin.</param>
    public void ShareOut(int reserved)
    {
        lock (gate)
        {
            for (var free = Free() - reserved; free > 0; free--)
            {
                var longest = running.Where(share => share.Run.Cost.TakesCores && share.Allowance.Threads < share.Allowance.MostThreads).MaxBy(share => share.SecondsLeft);
                if (longest is null) return;
                longest.Allowance.Threads++;
            }
        }
    }

    private int Free() => cores - running.Where(share => share.Run.Cost.TakesCores).Sum(share => share.Allowance.Threads);

    private bool TryTakeMemory(MachineShare share)
    {
        lock (gate)
        {
            var needed = share.Run.Cost.Bytes;
            if (needed > bytes - running.Sum(other => other.Bytes)) return false;
            share.Bytes = needed;
            return true;
        }
    }
}
