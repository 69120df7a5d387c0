namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>Something that falls into independent items.</summary>
internal interface IItems
{
    /// <param name="item">Which item.</param>
    /// <param name="worker">Who does it, for private workspaces; never to decide a result.</param>
    void Do(int item, int worker);
}

/// <summary>
/// Threads that share out items by a counter: who does what varies, what is done does not. The caller is worker 0. The others start with the first call
/// that has items for them; between calls they wait actively for a moment, then sleep.
/// </summary>
internal sealed class Workers : IDisposable
{
    private const int ActiveWaits = 2000;
    private readonly object gate = new();
    private Thread[] others = [];
    private IItems? items;
    private int degree, count, next, busy, asleep;
    private int round;
    private volatile bool ended;
    private volatile Exception? failure;

    /// <param name="degree">Workers, the caller included; at least 1.</param>
    public Workers(int degree)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        (Most, this.degree) = (degree, degree);
    }

    /// <summary>The greatest degree; every worker's number is below it.</summary>
    public int Most { get; }

    /// <summary>
    /// Workers that share the items of the next call, 1 to <see cref="Most"/>. To be changed between calls; a worker that is no longer wanted has ended
    /// when this returns, so that its core is free.
    /// </summary>
    public int Degree
    {
        get => degree;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Most);
            if (value == degree) return;
            Stop();
            degree = value;
        }
    }

    /// <summary>Does items 0..count-1 and returns when all are done.</summary>
    public void Run(IItems work, int count)
    {
        if (degree == 1 || count == 1)
        {
            FloatingPoint.Require();
            for (var item = 0; item < count; item++) work.Do(item, 0);
            return;
        }

        if (others.Length == 0) Start();
        (items, this.count, next) = (work, count, 0);
        Volatile.Write(ref busy, others.Length);
        Interlocked.Increment(ref round);
        Wake();
        TryShare(0);
        var spinner = default(SpinWait);
        while (Volatile.Read(ref busy) > 0) spinner.SpinOnce(sleep1Threshold: -1);
        if (failure is { } exception)
        {
            failure = null;
            throw new InvalidOperationException("a worker failed", exception);
        }
    }

    public void Dispose() => Stop();

    private void Start()
    {
        var seen = round;
        others = new Thread[degree - 1];
        for (var i = 0; i < others.Length; i++)
        {
            var worker = i + 1;
            others[i] = new Thread(() => Serve(worker, seen)) { IsBackground = true, Name = FormattableString.Invariant($"tensor worker {worker}") };
            others[i].Start();
        }
    }

    private void Stop()
    {
        ended = true;
        Interlocked.Increment(ref round);
        Wake();
        foreach (var thread in others) thread.Join();
        (others, ended) = ([], false);
    }

    /// <param name="seen">The last round that was over before this worker began.</param>
    private void Serve(int worker, int seen)
    {
        while (true)
        {
            AwaitRound(seen);
            seen++;
            if (ended) return;
            TryShare(worker);
            Interlocked.Decrement(ref busy);
        }
    }

    /// <summary>
    /// Rouses whoever sleeps through the present round. Either a worker has counted itself asleep before this looks, and then stands behind
    /// the gate or waits, or it will see the new round before it waits: both sides write with a full fence before they read.
    /// </summary>
    private void Wake()
    {
        if (Volatile.Read(ref asleep) == 0) return;
        lock (gate) Monitor.PulseAll(gate);
    }

    /// <summary>Returns once a later round than the last one seen has begun.</summary>
    private void AwaitRound(int seen)
    {
        for (var i = 0; i < ActiveWaits; i++)
        {
            if (Volatile.Read(ref round) != seen) return;
            Thread.SpinWait(20);
        }

        lock (gate)
        {
            Interlocked.Increment(ref asleep);
            while (Volatile.Read(ref round) == seen) Monitor.Wait(gate);
            Interlocked.Decrement(ref asleep);
        }
    }

    /// <summary>A failure is kept for the caller, who must not leave while others are still at work.</summary>
    private void TryShare(int worker)
    {
        try
        {
            Share(worker);
        }
        catch (Exception exception)
        {
            failure = exception;
        }
    }

    private void Share(int worker)
    {
        FloatingPoint.Require();
        int item;
        while ((item = Interlocked.Increment(ref next) - 1) < count) items!.Do(item, worker);
    }
}
