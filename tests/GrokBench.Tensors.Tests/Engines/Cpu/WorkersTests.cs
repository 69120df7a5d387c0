using System.Collections.Concurrent;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

public sealed class WorkersTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    public void Run_AnyNumberOfThreads_DoesEveryItemOnce(int threads)
    {
        using var workers = new Workers(threads);
        var items = new Counter(100);
        workers.Run(items, 100);
        Assert.That(items.Counts, Is.All.EqualTo(1));
    }

    [Test]
    public void Run_WorkersThatSleepAndWakeInTurns_LosesNone()
    {
        // Some rounds begin while every worker sleeps, some while none does: a wake-up that goes to the wrong worker would hang the next.
        const int rounds = 2000;
        var items = new Counter(8);
        var ended = 0;
        var running = Task.Run(() =>
        {
            using var workers = new Workers(5);
            for (var round = 0; round < rounds; round++, Volatile.Write(ref ended, round))
            {
                workers.Run(items, 8);
                if (round % 3 == 0) Thread.Sleep(round % 5);
            }
        });

        // A busy machine may take minutes for them all; what hangs ends no round at all.
        for (var before = -1; !running.Wait(TimeSpan.FromMinutes(1));)
        {
            var now = Volatile.Read(ref ended);
            Assert.That(now, Is.GreaterThan(before), "a round never ended");
            before = now;
        }

        Assert.That(items.Counts, Is.All.EqualTo(rounds));
    }

    [Test]
    public void Run_AnItemFails_SaysSoAndGoesOnWithTheNext()
    {
        using var workers = new Workers(3);
        Assert.That(() => workers.Run(new Failing(), 50), Throws.Exception);
        var items = new Counter(10);
        workers.Run(items, 10);
        Assert.That(items.Counts, Is.All.EqualTo(1));
    }

    [Test]
    public void Degree_ChangedBetweenCalls_IsHowManyShareTheItems()
    {
        using var workers = new Workers(5);
        foreach (var degree in (int[])[5, 2, 1, 4, 1, 5])
        {
            workers.Degree = degree;

            // Nobody goes on before as many as expected have come: with fewer the call would never return, and one more would be counted.
            using var all = new Barrier(degree);
            var present = new Present(all);
            var running = Task.Run(() => workers.Run(present, degree));
            Assert.That(running.Wait(TimeSpan.FromMinutes(2)), Is.True, $"fewer than {degree} workers came");
            Assert.That(present.Workers.Order(), Is.EqualTo(Enumerable.Range(0, degree)));

            var items = new Counter(100);
            workers.Run(items, 100);
            Assert.That(items.Counts, Is.All.EqualTo(1));
            Assert.That(items.HighestWorker, Is.LessThan(degree));
        }
    }

    [TestCase(0)]
    [TestCase(4)]
    public void Degree_OutsideWhatItWasMadeFor_Throws(int degree)
    {
        using var workers = new Workers(3);
        Assert.That(() => workers.Degree = degree, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(workers.Degree, Is.EqualTo(3));
    }

    private sealed class Present(Barrier all) : IItems
    {
        public ConcurrentBag<int> Workers { get; } = [];

        public void Do(int item, int worker)
        {
            Workers.Add(worker);
            all.SignalAndWait(TimeSpan.FromMinutes(1));
        }
    }

    private sealed class Counter(int items) : IItems
    {
        private int highestWorker;

        public int[] Counts { get; } = new int[items];

        public int HighestWorker => highestWorker;

        public void Do(int item, int worker)
        {
            Thread.SpinWait(200);
            Interlocked.Increment(ref Counts[item]);
            int seen;
            while ((seen = highestWorker) < worker) Interlocked.CompareExchange(ref highestWorker, worker, seen);
        }
    }

    private sealed class Failing : IItems
    {
        public void Do(int item, int worker)
        {
            Thread.SpinWait(2000);
            if (worker > 0 || item == 49) throw new InvalidOperationException("no");
        }
    }
}
