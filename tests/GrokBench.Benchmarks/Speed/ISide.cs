namespace GrokBench.Benchmarks.Speed;

/// <summary>One of the two things that a <see cref="Case"/> compares.</summary>
internal interface ISide : IDisposable
{
    /// <summary>What it is, for people: <c>PyTorch 1.13.1</c>.</summary>
    string Name { get; }

    /// <summary>Takes so many training steps.</summary>
    StepTime Round(int steps);
}

/// <summary>Milliseconds per step.</summary>
/// <param name="Processor">Of the whole process: at one thread what a quiet machine would take, whatever else runs.</param>
internal readonly record struct StepTime(double Elapsed, double Processor);
