using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>
/// Runs of one shape that train as one program: each has a place, and its vectors are a row of the stack's. A run's commands wait until every run of the stack
/// wants something, or patience ends; then equal commands are executed as one. Whatever is computed is computed for all places, whoever asked: so a run's numbers do not depend on
/// which other runs are there or how far they are.
/// </summary>
internal sealed class Stack : IDisposable
{
    /// <summary>How long runs wait for one that is busy elsewhere. Never changes a result.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(5);

    private readonly Lock deviceGate;
    private readonly object gate = new();
    private readonly StackMemory memory;
    private readonly bool[] occupied;

    /// <summary>Places whose run did not come when the others waited for it: nobody waits for it again until it has.</summary>
    private readonly bool[] away;
    private readonly List<Posted> waiting = [];
    private readonly Action outOfMemory;

    /// <param name="deviceGate">Held while the stack executes something.</param>
    /// <param name="outOfMemory">Called once, when memory has run out: the stack takes no further runs.</param>
    public Stack(Graph? graph, int count, Precision precision, int places, Device device, Lock deviceGate, Action outOfMemory)
    {
        (this.deviceGate, this.outOfMemory, occupied, away) = (deviceGate, outOfMemory, new bool[places], new bool[places]);
        memory = new StackMemory(graph, count, precision, places, device) { Occupied = occupied };
    }

    public int Places => occupied.Length;

    public int ElementBytes => memory.ElementBytes;

    /// <summary>Whether memory has run out: its runs have ended or are about to.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether its last run has left: its memory is free, and it takes no other.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Takes a place.</summary>
    /// <returns>Its number; null when there is none.</returns>
    public int? Join()
    {
        lock (gate)
        {
            var place = Array.IndexOf(occupied, false);
            if (place < 0 || IsBroken || IsClosed) return null;
            (occupied[place], away[place]) = (true, false);
            lock (deviceGate) memory.Clear(place);
            return place;
        }
    }

    /// <summary>Gives a place back; the last one frees the memory.</summary>
    public void Leave(int place)
    {
        lock (gate)
        {
            occupied[place] = false;
            if (!occupied.Contains(true)) Dispose();
            else if (AllWait) Execute();
        }
    }

    public void Dispose()
    {
        IsClosed = true;
        lock (deviceGate) memory.Dispose();
    }

    /// <summary>Executes a run's commands in their order; returns when they are done.</summary>
    /// <exception cref="DeviceMemoryException">Memory has run out.</exception>
    public void Execute(IReadOnlyList<Command> commands)
    {
        var posted = new Posted(commands);
        lock (gate)
        {
            waiting.Add(posted);
            away[posted.Place] = false;
            if (AllWait) Execute();
            while (!posted.IsDone)
            {
                // Whoever gets here first executes for all that wait.
                if (Monitor.Wait(gate, Patience) || posted.IsDone) continue;
                for (var place = 0; place < Places; place++) away[place] = !waiting.Exists(other => other.Place == place);
                Execute();
            }
        }

        posted.Problem?.Throw();
    }

    private bool AllWait => waiting.Count > 0 && waiting.Count >= Enumerable.Range(0, Places).Count(place => occupied[place] && !away[place]);

    /// <summary>Works through everything that waits. The gate is held.</summary>
    private void Execute()
    {
        try
        {
            lock (deviceGate)
            {
                while (waiting.Find(posted => posted.Next is not null) is { } first) Execute(GroupOf(first));
            }
        }
        finally
        {
            foreach (var posted in waiting) posted.IsDone = true;
            waiting.Clear();
            Monitor.PulseAll(gate);
        }
    }

    private List<Posted> GroupOf(Posted first)
    {
        var key = first.Next!.Key;
        return key is null ? [first] : waiting.FindAll(posted => posted.Next is { } next && key.Equals(next.Key));
    }

    private void Execute(List<Posted> group)
    {
        try
        {
            if (IsBroken) throw OutOfMemory(null);
            using var scope = NewDisposeScope();
            group[0].Next!.Execute(memory, [.. group.Select(posted => posted.Next!)]);
            foreach (var posted in group) posted.Advance();
        }
        catch (Exception exception) when (Library.IsOutOfMemory(exception))
        {
            IsBroken = true;
            outOfMemory();
            foreach (var posted in group) posted.Fail(OutOfMemory(exception));
        }
        catch (ArgumentException) when (group.Count > 1)
        {
            // Examples are read before anything changes: what is wrong with one run's request is that run's problem.
            foreach (var posted in group) Execute([posted]);
        }
        catch (Exception exception)
        {
            foreach (var posted in group) posted.Fail(exception is ExternalException ? new EngineException(Library.Explain(exception), exception) : exception);
        }
    }

    private DeviceMemoryException OutOfMemory(Exception? cause) => Places == 1
        ? new($"a run alone does not fit into the memory of {memory.Device}: {(cause is null ? "no memory is left" : Library.Explain(cause))}", canRetry: false)
        : new($"{Places} stacked runs do not fit into the memory of {memory.Device}", canRetry: true);

    /// <summary>Commands of one run that wait to be executed.</summary>
    private sealed class Posted(IReadOnlyList<Command> commands)
    {
        private int done;

        public int Place { get; } = commands[0].Run;

        public bool IsDone { get; set; }

        public ExceptionDispatchInfo? Problem { get; private set; }

        public Command? Next => Problem is null && done < commands.Count ? commands[done] : null;

        public void Advance() => done++;

        public void Fail(Exception exception) => Problem = ExceptionDispatchInfo.Capture(exception);
    }
}
