using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using TorchSharp;
using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>
/// The graphs on TorchSharp: on the processor or on a CUDA device, runs of one shape stacked. The same bits on the same device model, library versions, number of threads and
/// stack size; see docs/gpu.md.
/// </summary>
public sealed class TorchEngine : IEngine
{
    /// <summary>Raised whenever a result's bits may change though library and device are the same.</summary>
    public const int Version = 2;

    private readonly Device device;

    /// <summary>Held while anything executes on a CUDA device, so that the order of its work is one stack's after the other's; stacks on processors execute side by side.</summary>
    private readonly Lock? cudaGate;
    private readonly Lock stacksGate = new();
    private readonly List<(string Shape, Stack Stack)> stacks = [];

    /// <summary>By shape: the places of a stack, where it had to be made smaller.</summary>
    private readonly ConcurrentDictionary<string, int> reduced = new(StringComparer.Ordinal);

    private TorchEngine(Device device, int stack)
    {
        (this.device, Stack, Description) = (device, stack, Devices.Describe(device));
        cudaGate = device.type == DeviceType.CUDA ? new Lock() : null;
        Identity = new EngineIdentity("torch", Version, Fingerprint());
    }

    public EngineIdentity Identity { get; }

    public int Stack { get; }

    public ImmutableSortedDictionary<string, string> Description { get; }

    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</param>
    /// <param name="stack">Runs of one shape that train as one program, at least 1.</param>
    /// <param name="threads">Of the processor that an operation may use, at least 1.</param>
    /// <exception cref="EngineException">The library or the device cannot be used.</exception>
    public static TorchEngine Create(string device, int stack, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stack, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        try
        {
            return new TorchEngine(Devices.Open(device, threads), stack);
        }
        catch (DeviceMemoryException exception)
        {
            throw new EngineException($"device {device} has no room for the small programs that tell what it computes: {exception.Message}; another program may hold it, or a smaller --stack may do", exception);
        }
    }

    public ResourceNeeds Needs(Graph graph, Precision precision, int largestBatch, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(largestBatch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var element = precision == Precision.Float32 ? sizeof(float) : sizeof(double);
        var vector = element * (long)graph.Parameters.Count;

        // Of a step every value is kept until the backward pass has made its gradient, and what an operation needs beside them is about as much again; an evaluation has no gradients.
        long Values(int examples) => graph.Nodes.Sum(node => (long)node.Shape.Count * (node.Stage == Stage.Example ? examples : 1));
        long Chosen(int examples) => graph.Nodes.Sum(node => node.Operation is GatherOperation ? (long)node.Shape.Rows * examples * node.Inputs[0].Shape.Rows : 0);
        var elements = (3 * Values(largestBatch)) + Chosen(largestBatch) + Values(StackedProgram.Block) + Chosen(StackedProgram.Block);

        // A run that begins a stack takes memory for all its places. On a device that is not the host's, and a stack that does not fit is made smaller.
        var places = device.type == DeviceType.CPU ? Stack : 1;
        return new ResourceNeeds(1, places * ((3 * vector) + (element * elements))) { VectorBytes = places * vector };
    }

    public IFlatVectors NewVectors(int count, Precision precision, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var stack = new Stack(null, count, precision, 1, device, cudaGate ?? new Lock(), () => { });
        return new StackedVectors(stack, stack.Join()!.Value, count, precision, threads);
    }

    public IProgram Compile(Graph graph, Precision precision, int largestBatch, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(largestBatch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Losses.Require(graph.Loss.Function);
        var (stack, place) = Join(graph, precision, largestBatch);
        return new StackedProgram(stack, place, graph, precision, largestBatch, threads);
    }

    /// <summary>A place in a stack of this shape that has one free, or in a new one.</summary>
    private (Stack Stack, int Place) Join(Graph graph, Precision precision, int largestBatch)
    {
        var shape = FormattableString.Invariant($"{GraphKey.Of(graph)} {precision} {largestBatch}");
        lock (stacksGate)
        {
            stacks.RemoveAll(entry => entry.Stack.IsClosed);
            foreach (var (_, stack) in stacks.Where(entry => entry.Shape == shape))
            {
                if (stack.Join() is { } place) return (stack, place);
            }

            var places = reduced.GetValueOrDefault(shape, Stack);
            try
            {
                var added = new Stack(graph, graph.Parameters.Count, precision, places, device, cudaGate ?? new Lock(), () => Reduce(shape, places));
                stacks.Add((shape, added));
                return (added, added.Join()!.Value);
            }
            catch (Exception exception) when (Library.IsOutOfMemory(exception))
            {
                Reduce(shape, places);
                throw new DeviceMemoryException($"a stack of {places} does not fit into the memory of {device}: {Library.Explain(exception)}", canRetry: places > 1, exception);
            }
        }
    }

    private void Reduce(string shape, int places) => reduced.AddOrUpdate(shape, Math.Max(1, places / 2), (_, known) => Math.Min(known, Math.Max(1, places / 2)));

    /// <summary>Of what the device and the library are called, and of what they compute in a stack of this size: a second or two.</summary>
    private string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, fact) in Description) hash.AppendData(Encoding.UTF8.GetBytes($"{name}: {fact}\n"));
        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"stack: {Stack}\n")));
        ProgramSelfTest.Append(hash, (graph, precision, count) => Compile(graph, precision, count, threads: 1));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
