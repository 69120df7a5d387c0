using System.Collections.Immutable;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines;

/// <summary>Where tensor programs execute.</summary>
public interface IEngine
{
    /// <summary>What makes two results comparable bit for bit: engine, version, options and numeric fingerprint.</summary>
    EngineIdentity Identity { get; }

    /// <summary>Most runs of one shape that train together as one program, at least 1: so many must be under way for the engine to be used well.</summary>
    int Stack { get; }

    /// <summary>
    /// What computes, for records, by what each fact is called: versions of libraries, device, driver, switches. Empty where the identity says it all.
    /// </summary>
    ImmutableSortedDictionary<string, string> Description { get; }

    /// <summary>What such a program would take, without compiling it.</summary>
    /// <param name="largestBatch">Most examples a training step will have.</param>
    /// <param name="threads">Threads that it would be compiled for, at least 1.</param>
    ResourceNeeds Needs(Graph graph, Precision precision, int largestBatch, int threads);

    /// <summary>Vectors for a learner that computes its gradient itself.</summary>
    /// <param name="count">Parameters, at least 1.</param>
    /// <param name="threads">Most threads a call may ever use; see <see cref="IFlatVectors.Threads"/>.</param>
    IFlatVectors NewVectors(int count, Precision precision, int threads);

    /// <summary>Compiles a graph for repeated execution, with all memory allocated here.</summary>
    /// <param name="largestBatch">Most examples a training step will have.</param>
    /// <param name="threads">Most threads a step may ever use; see <see cref="IFlatVectors.Threads"/>.</param>
    /// <exception cref="DeviceMemoryException">The device has no room for it. Its calls may throw the same.</exception>
    IProgram Compile(Graph graph, Precision precision, int largestBatch, int threads);
}
