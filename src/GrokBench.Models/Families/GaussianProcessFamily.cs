using System.Collections.Immutable;
using GrokBench.Models.GaussianProcesses;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.LinearAlgebra;

namespace GrokBench.Models.Families;

/// <summary>What the Gaussian process families share; they differ in what is observed of the function.</summary>
public abstract class GaussianProcessFamily : ITwoTermFamily
{
    /// <summary>Training examples from which the products of a step are worth a second core.</summary>
    private const int RowsForACore = 256;

    /// <summary>Vectors beside the optimiser's: parameters and gradient, each on the engine and as an array, and what a checkpoint copies.</summary>
    private const int Vectors = 6;

    /// <summary>Blocks of 64 columns that linear algebra keeps for each worker.</summary>
    private const int Workspaces = 4;

    public abstract string Name { get; }

    public abstract int Version { get; }

    public abstract string Summary { get; }

    public abstract ImmutableArray<Setting> Settings { get; }

    public bool IsProgram => false;

    public bool HasStages => false;

    public string? ProgramShape(TrainingSpec spec) => null;

    public abstract IEnumerable<SettingProblem> Check(Choice settings, TaskShape task);

    public abstract IEnumerable<SettingProblem> CheckTraining(Choice training, TaskShape task);

    public virtual IEnumerable<SettingProblem> CheckSize(Choice settings, TaskShape task) => [];

    public virtual IEnumerable<SettingProblem> CheckBatch(Choice settings, TaskShape task, Choice training) => [];

    public IEnumerable<SettingProblem> CheckOptimiser(Choice settings, TaskShape task, Choice optimiser) =>
        Updates.Check(optimiser, [.. Tensors(settings, task).Select(tensor => tensor.Name)]);

    public LearnerCost Cost(TrainingSpec spec)
    {
        var task = Task(spec);
        double n = task.TrainingExamples, others = task.Examples - n;
        var kernel = n * n * task.InputWidth;
        var gradient = (CubicShare * n * n * n) + kernel;
        var step = (Updates.Needs(spec.Optimiser).Gradients * gradient) + (20 * ParameterCount(spec));
        return new LearnerCost(ParameterCount(spec), step, (n * n * n / 3) + kernel + (others * ((PredictionShare * n * n) + (n * task.InputWidth))));
    }

    public string? Obstacle(TrainingSpec spec) => null;

    public ResourceNeeds Needs(TrainingSpec spec, IEngine engine, int threads)
    {
        var task = Task(spec);
        var n = task.TrainingExamples;
        var updates = Updates.Needs(spec.Optimiser);
        var predictions = 3 * Matrix.Bytes(n, 512);
        var vectors = (Vectors + (2L * updates.Kept) + updates.Scratch) * sizeof(double) * ParameterCount(spec);
        var bytes = vectors + ((Int128)Matrices * Matrix.Bytes(n, n)) + (threads * Workspaces * Matrix.Bytes(n, 64))
            + predictions + task.DatasetBytes;
        return new ResourceNeeds(n >= RowsForACore ? threads : 1, (long)Int128.Min(bytes, long.MaxValue));
    }

    public ILearner Create(TrainingSpec spec, IEngine engine, int threads) =>
        Create(spec, ((ITask)spec.Task.Kind).Create(spec.Task, spec.DataSeed), engine, threads);

    /// <summary>N x N matrices that a learner keeps.</summary>
    private protected abstract int Matrices { get; }

    /// <summary>Multiply-adds of a step, as a multiple of N³.</summary>
    private protected abstract double CubicShare { get; }

    /// <summary>Multiply-adds of a prediction, as a multiple of N².</summary>
    private protected abstract double PredictionShare { get; }

    private protected abstract ImmutableArray<(string Name, int Count)> OtherTensors(TaskShape task);

    private protected abstract ILearner Create(TrainingSpec spec, Dataset dataset, IEngine engine, int threads);

    private static TaskShape Task(TrainingSpec spec) => ((ITask)spec.Task.Kind).Shape(spec.Task);

    private int ParameterCount(TrainingSpec spec) => Tensors(spec.Model, Task(spec)).Sum(tensor => tensor.Count);

    private ImmutableArray<(string Name, int Count)> Tensors(Choice settings, TaskShape task) =>
        [.. Hyperparameters.Tensors(settings, task.InputWidth), .. OtherTensors(task)];
}
