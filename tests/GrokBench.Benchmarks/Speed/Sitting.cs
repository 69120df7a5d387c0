using System.Diagnostics;

namespace GrokBench.Benchmarks.Speed;

/// <summary>Measures one case: both sides in turns, so that both see the same machine.</summary>
internal static class Sitting
{
    private const double WarmUpMilliseconds = 700, RoundMilliseconds = 250;
    private const int LeastSteps = 3;

    public static Row Measure(Case measured, int rounds)
    {
        if (measured.Ours is null) return new Row(measured, null, null);
        using var ours = measured.Ours(measured.Threads);
        using var other = measured.Other(measured.Threads);
        var (mine, theirs) = (new Figures(ours.Name, new double[rounds]), other is null ? null : new Figures(other.Name, new double[rounds]));
        var (steps, otherSteps) = (StepsPerRound(ours), StepsPerRound(other));
        for (var round = 0; round < rounds; round++)
        {
            mine.Rounds[round] = Timed(ours, steps, measured.InProcessorTime);
            if (other is not null) theirs!.Rounds[round] = Timed(other, otherSteps, measured.InProcessorTime);
        }

        return new Row(measured, mine, theirs);
    }

    /// <summary>A first step that is not counted wakes the side's threads.</summary>
    private static double Timed(ISide side, int steps, bool inProcessorTime)
    {
        side.Round(1);
        var time = side.Round(steps);
        return inProcessorTime ? time.Processor : time.Elapsed;
    }

    /// <summary>Warms up, until the code is compiled in full, and says how many steps fill a round.</summary>
    private static int StepsPerRound(ISide? side)
    {
        if (side is null) return 0;
        var (start, steps) = (Stopwatch.GetTimestamp(), LeastSteps);
        while (true)
        {
            var milliseconds = side.Round(steps).Elapsed;
            steps = Math.Max(LeastSteps, (int)Math.Min(RoundMilliseconds / milliseconds, 2.0 * steps));
            if (Stopwatch.GetElapsedTime(start).TotalMilliseconds > WarmUpMilliseconds) return steps;
        }
    }
}
