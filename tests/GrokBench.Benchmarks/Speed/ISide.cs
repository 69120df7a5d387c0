namespace GrokBench.Benchmarks.Speed;

/// <summary>One of the two things that a <see cref="Case"/> compares.</summary>
internal interface ISide : IDisposable
{
    /// <summary>What it is, for people: <c>PyTorch 1.13.1</c>.</summary>
    string Name { get; }

    /// <summary>Takes so many training steps.</summary>
    /// <returns>Milliseconds per step.</returns>
    double Round(int steps);
}
