using System.Collections.Immutable;

namespace GrokBench.Suites.Planning;

/// <summary>
/// What is to be trained for some suites: every run once, whoever asks for it, the longest first, and beside it those that can train with
/// it as one program.
/// </summary>
public sealed class BenchPlan
{
    private BenchPlan(ImmutableArray<PlannedRun> runs) => Runs = runs;

    /// <summary>
    /// By predicted time, longest first; runs of equal time by id, so that the order is always the same. Runs that can be stacked stand
    /// together, where the longest of them stands.
    /// </summary>
    public ImmutableArray<PlannedRun> Runs { get; }

    /// <summary>Core-seconds of all runs.</summary>
    public double Seconds => Runs.Sum(run => run.Cost.Seconds);

    /// <summary>Time until the last run ends when so many run at a time, each on a core of its own, in the plan's order.</summary>
    public double WallSeconds(int jobs)
    {
        var free = new PriorityQueue<int, double>(Enumerable.Range(0, jobs).Select(worker => (worker, 0.0)));
        var last = 0.0;
        foreach (var run in Runs)
        {
            free.TryDequeue(out var worker, out var start);
            last = Math.Max(last, start + run.Cost.Seconds);
            free.Enqueue(worker, start + run.Cost.Seconds);
        }

        return last;
    }

    /// <summary>Most memory that so many runs at a time can take.</summary>
    public long Bytes(int jobs) => PeakBytes(Runs, jobs);

    /// <summary>Most memory that so many of some runs at a time can take; the largest number where it is more than that.</summary>
    public static long PeakBytes(IEnumerable<PlannedRun> runs, int jobs)
    {
        var largest = runs.Select(run => run.Cost.Bytes).OrderDescending().Take(jobs);
        return (long)Int128.Min(largest.Aggregate((Int128)0, (sum, bytes) => sum + bytes), long.MaxValue);
    }

    /// <summary>The runs of one shard, in the same order.</summary>
    public BenchPlan Of(Shard shard) => new([.. Runs.Where(run => shard.Holds(run.Id))]);

    /// <param name="suites">Only groups that their profile includes are planned.</param>
    public static BenchPlan Of(IEnumerable<Suite> suites, CostModel costs)
    {
        var asked = from suite in suites
                    from @group in suite.Groups
                    where @group.Included
                    from cell in @group.Cells
                    from run in cell.Runs
                    select new AskedRun(suite.Name, cell.Name, run, @group.Mark, suite.Profile) { IsPilot = @group.IsPilot };
        var runs = asked
            .GroupBy(run => run.Spec.Id)
            .Select(askers => PlannedRun.Of([.. askers], costs));
        return Of(runs);
    }

    /// <param name="runs">Of different identities.</param>
    public static BenchPlan Of(IEnumerable<PlannedRun> runs) => new(
    [
        .. runs.OrderByDescending(run => run.Cost.Seconds)
            .ThenBy(run => run.Id.Text, StringComparer.Ordinal)
            .GroupBy(run => run.Stack ?? run.Id.Text)
            .SelectMany(together => together),
    ]);
}
