using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Graphs.Rewriting;

namespace GrokBench.Models.Families;

/// <summary>A family whose models are graphs trained by gradient: all that differs between two such families is the graph.</summary>
public abstract class NeuralFamily : IFamily
{
    /// <summary>
    /// Most layers of a network, each of two or three operations: to plan it, its whole graph is read in time that grows with their
    /// square.
    /// </summary>
    public const int MostLayers = 500;

    /// <summary>For graphs of which only the parameters matter, in whose names and sizes the loss plays no part.</summary>
    private static readonly Loss AnyLoss = new(new CrossEntropyLoss(), LossPrecision.Float64);

    public abstract string Name { get; }

    public abstract int Version { get; }

    public abstract string Summary { get; }

    public abstract ImmutableArray<Setting> Settings { get; }

    public bool IsProgram => true;

    public virtual bool HasStages => true;

    public string ProgramShape(TrainingSpec spec)
    {
        var task = ((ITask)spec.Task.Kind).Shape(spec.Task);
        return FormattableString.Invariant($"{GraphKey.Of(Trained(spec, task))} {spec.Precision} {LargestBatch(spec)}");
    }

    public abstract IEnumerable<SettingProblem> Check(Choice settings, TaskShape task);

    /// <summary>The model for a task: one output row per label, as wide as there are classes.</summary>
    /// <param name="settings">Without problems by <see cref="Check"/>.</param>
    public abstract Graph Graph(Choice settings, TaskShape task, Loss loss);

    /// <summary>The settings that all families of graphs grow with are called <c>width</c>.</summary>
    public IEnumerable<SettingProblem> CheckSize(Choice settings, TaskShape task)
    {
        try
        {
            _ = Graph(settings, task, AnyLoss);
            return [];
        }
        catch (GraphSizeException error)
        {
            return [new SettingProblem("width", $"a smaller model: it has {error.Message}")];
        }
    }

    public IEnumerable<SettingProblem> CheckOptimiser(Choice settings, TaskShape task, Choice optimiser)
    {
        var tensors = Graph(settings, task, AnyLoss).Parameters.Slices;
        return Updates.Check(optimiser, [.. tensors.Select(tensor => tensor.Name)]);
    }

    public virtual IEnumerable<SettingProblem> CheckTraining(Choice training, TaskShape task) => [];

    public virtual IEnumerable<SettingProblem> CheckBatch(Choice settings, TaskShape task, Choice training)
    {
        var batch = training["batch"].Content is double size ? (long)size : task.TrainingExamples;
        return ArraySize.Check("batch", batch, Graph(settings, task, AnyLoss).NoiseWidth, "a smaller batch, or a narrower model", "normal draws of a step");
    }

    public LearnerCost Cost(TrainingSpec spec)
    {
        var task = ((ITask)spec.Task.Kind).Shape(spec.Task);
        var graph = Trained(spec, task);
        var perExample = graph.Nodes.Where(node => node.Stage == Stage.Example).ToArray();
        var forward = perExample.Sum(node => node.Operation.MultiplyAdds(node));
        var shared = graph.Nodes.Where(node => node.Stage == Stage.Shared).Sum(node => node.Operation.MultiplyAdds(node));
        var updates = Updates.Needs(spec.Optimiser);

        // The backward pass takes two products for each one of the forward pass; rules touch every parameter a few times.
        var gradient = 3 * ((LargestBatch(spec) * forward) + shared);
        var step = (updates.Gradients * gradient) + (4.0 * (2 + updates.Vectors) * graph.Parameters.Count);
        return new LearnerCost(graph.Parameters.Count, step, (task.Examples * forward) + shared);
    }

    public virtual ResourceNeeds Needs(TrainingSpec spec, IEngine engine, int threads)
    {
        var task = ((ITask)spec.Task.Kind).Shape(spec.Task);
        var graph = Trained(spec, task);
        var program = engine.Needs(graph, spec.Precision, LargestBatch(spec), threads);
        var parts = spec.Parts;
        var updates = Updates.Needs([.. parts.Select(part => part.Optimiser)]);
        var (batch, example) = (LargestBatch(spec), task.DatasetBytes / task.Examples);
        var fresh = task.IsOnline ? batch * example : 0;
        var noisy = graph.NoiseWidth > 0 ? NoisyRoom.Bytes(batch, example, graph.NoiseWidth) : 0;
        var learner = NeuralLearner.Bytes(graph, spec.Precision, updates, program.VectorBytes, task.Examples);
        var datasets = parts.Select(part => part.Task).Distinct().Count();
        return program with { Bytes = program.Bytes + learner + (datasets * (task.DatasetBytes + fresh + noisy)) };
    }

    public ILearner Create(TrainingSpec spec, IEngine engine, int threads)
    {
        var task = (ITask)spec.Task.Kind;
        var (graph, published) = (Trained(spec, task.Shape(spec.Task)), Model(spec, task.Shape(spec.Task)));
        return Learner(spec, task.Create(spec.Task, spec.DataSeed), graph, published, engine, threads);
    }

    private protected virtual NeuralLearner Learner(TrainingSpec spec, Dataset dataset, Graph graph, Graph published, IEngine engine, int threads) =>
        new(spec, dataset, graph, engine, threads, published);

    /// <summary>
    /// The model as it is trained: the same mathematics with less work, or as published where the tables of that would be too large.
    /// </summary>
    internal Graph Trained(TrainingSpec spec, TaskShape task)
    {
        var model = Model(spec, task);
        try
        {
            return Rewriter.Rewrite(model, LargestBatch(spec), spec.Training.Word("numerics") == "folded");
        }
        catch (GraphSizeException)
        {
            return model;
        }
    }

    /// <summary>The model as published, with as many outputs as its loss takes.</summary>
    internal Graph Model(TrainingSpec spec, TaskShape task)
    {
        var loss = spec.Loss(task);
        return Graph(spec.Model, task with { Outputs = loss.Function.Outputs(task.Outputs) }, loss);
    }

    /// <summary>Of all its stages.</summary>
    private static int LargestBatch(TrainingSpec spec) => spec.Parts.Max(part => ((ITask)part.Task.Kind).Shape(part.Task) switch
    {
        { IsOnline: true } => part.BatchSize ?? throw new ArgumentException("an online run has no full batch", nameof(spec)),
        var task => Math.Min(part.BatchSize ?? int.MaxValue, task.TrainingExamples),
    });
}
