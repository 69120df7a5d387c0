namespace GrokBench.Runner.Hosting;

/// <summary>What an engine is to be made for.</summary>
/// <param name="Device"><c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</param>
/// <param name="Stack">Most runs that train as one program, at least 1.</param>
/// <param name="Threads">Of the processor, that an operation may use, at least 1.</param>
public sealed record EngineOptions(string Device, int Stack, int Threads);
