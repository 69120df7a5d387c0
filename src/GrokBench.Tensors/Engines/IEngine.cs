using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines;

/// <summary>Where tensor programs execute.</summary>
public interface IEngine
{
    /// <summary>What makes two results comparable bit for bit: engine, version, options and numeric fingerprint.</summary>
    EngineIdentity Identity { get; }

    /// <summary>What such a program would take, without compiling it.</summary>
    /// <param name="largestBatch">Most examples a training step will have.</param>
    /// <param name="threads">Threads that it would be compiled for, at least 1.</param>
    ResourceNeeds Needs(Graph graph, Precision precision, int largestBatch, int threads);

    /// <summary>Compiles a graph for repeated execution, with all memory allocated here.</summary>
    /// <param name="largestBatch">Most examples a training step will have.</param>
    /// <param name="threads">Most threads a step may ever use; see <see cref="IProgram.Threads"/>.</param>
    IProgram Compile(Graph graph, Precision precision, int largestBatch, int threads);
}
