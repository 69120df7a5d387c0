namespace GrokBench.Tensors.Engines;

/// <summary>Makes an engine that an assembly brings beside the built-in one; a program finds the implementations in the assemblies that it includes.</summary>
public interface IEngineMaker
{
    /// <summary>By which the command line names the engine.</summary>
    string Name { get; }

    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</param>
    /// <param name="stack">Most runs of one shape that train as one program, at least 1.</param>
    /// <param name="threads">Of the processor, that an operation may use, at least 1.</param>
    /// <exception cref="EngineException">The engine's library or the device cannot be used.</exception>
    IEngine Create(string device, int stack, int threads);
}
