using System.Diagnostics;
using GrokBench.Models.Learning;

namespace GrokBench.Benchmarks.Speed;

/// <summary>Independent learners, each on a thread of its own; a step of any of them counts.</summary>
internal sealed class LearnerSide(params ILearner[] learners) : ISide
{
    public string Name => learners.Length == 1 ? "grokbench" : FormattableString.Invariant($"grokbench, {learners.Length} runs");

    public StepTime Round(int steps)
    {
        void Train(ILearner learner)
        {
            for (var i = 0; i < steps; i++) learner.Step();
        }

        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var others = learners[1..].Select(learner => new Thread(() => Train(learner))).ToArray();
        foreach (var other in others) other.Start();
        Train(learners[0]);
        foreach (var other in others) other.Join();
        var elapsed = Stopwatch.GetElapsedTime(start);
        processor = Environment.CpuUsage.TotalTime - processor;
        return new StepTime(elapsed.TotalMilliseconds / (steps * learners.Length), processor.TotalMilliseconds / (steps * learners.Length));
    }

    public void Dispose()
    {
        foreach (var learner in learners) learner.Dispose();
    }
}
