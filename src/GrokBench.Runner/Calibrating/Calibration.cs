using System.Collections.Immutable;
using GrokBench.Runner.Execution;
using GrokBench.Suites.Planning;
using GrokBench.Tensors;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Runner.Calibrating;

/// <summary>
/// Times real steps of three small networks on one thread, about a second in all. What it measures decides the order of runs and the predicted
/// times, never a result.
/// </summary>
internal static class Calibration
{
    /// <summary>A step of a two-layer network costs its forward pass three times: forward, and the gradients of inputs and of weights.</summary>
    private const int PassesPerStep = 3;

    /// <summary>Every network is timed so many times and the fastest counts: the first rounds run code that is still being compiled.</summary>
    private const int Rounds = 4;

    /// <summary>Processor time is told in hundredths of a second: less than this is too coarse.</summary>
    private const double LeastProcessorSeconds = 0.05;

    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(100);

    private static readonly ImmutableArray<(int Width, int Batch)> Sizes = [(16, 16), (64, 256), (192, 1024)];

    public static StepTimes Measure(IEngine engine, TimeProvider clock)
    {
        // An engine that says what it computes with has threads or a device of its own, whose time is not that of the calling thread.
        var isOwnTime = engine.Description.IsEmpty;
        var networks = Sizes.Select(size => new Network(engine, size.Width, size.Batch)).ToArray();
        var fastest = Enumerable.Repeat(double.PositiveInfinity, networks.Length).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < networks.Length; i++) fastest[i] = Math.Min(fastest[i], SecondsPerStep(networks[i], isOwnTime, clock));
        }

        foreach (var network in networks) network.Dispose();
        return new StepTimes(networks.Select((network, i) => new StepTime(network.Operations, fastest[i])));
    }

    /// <summary>In processor time where that is the step's own and the system tells it, since other programs may be running.</summary>
    private static double SecondsPerStep(Network network, bool isOwnTime, TimeProvider clock)
    {
        var (processor, start, steps) = (ThreadProcessorTime.Seconds(), clock.GetTimestamp(), 0);
        TimeSpan elapsed;
        do
        {
            network.Step();
            steps++;
            elapsed = clock.GetElapsedTime(start);
        }
        while (elapsed < RoundTime);

        processor = ThreadProcessorTime.Seconds() - processor;
        return (isOwnTime && processor > LeastProcessorSeconds ? processor : elapsed.TotalSeconds) / steps;
    }

    /// <summary>Two square layers with a ReLU between them, on real inputs, trained by Adam.</summary>
    private sealed class Network : IDisposable
    {
        private readonly IProgram program;
        private readonly Examples examples;
        private readonly int[] rows;
        private readonly IVector first, second;

        public Network(IEngine engine, int width, int batch)
        {
            var builder = new GraphBuilder();
            var initial = new UniformInitialiser(0.1);
            var hidden = builder.Activate(
                builder.Linear(builder.Input(width), builder.Parameter("in", width, width, initial), builder.Parameter("bias", 1, width, Initialiser.Zeros)),
                Activation.Relu);
            var output = builder.Linear(hidden, builder.Parameter("out", width, width, initial));
            var graph = builder.Build(output, new Loss(new CrossEntropyLoss(), LossPrecision.Float64));
            program = engine.Compile(graph, Precision.Float32, batch, threads: 1);
            (first, second) = (program.NewVector(), program.NewVector());
            examples = new Examples
            {
                Count = batch,
                InputWidth = width,
                Inputs = [.. Enumerable.Range(0, batch * width).Select(i => i % 7 - 3.0)],
                LabelWidth = 1,
                Labels = [.. Enumerable.Range(0, batch).Select(i => i % width)],
            };
            rows = [.. Enumerable.Range(0, batch)];
            Operations = (double)PassesPerStep * batch * 2 * width * width;
        }

        /// <summary>Multiply-adds of a step.</summary>
        public double Operations { get; }

        public void Step()
        {
            program.Differentiate(examples, rows);
            program.Parameters.AdamUpdate(program.Gradient, first, second, 1e-3, 0.9, 0.98, 1, 1, 1e-8);
        }

        public void Dispose() => program.Dispose();
    }
}
