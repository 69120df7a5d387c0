using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Learning;

/// <summary>
/// All that decides a training run's bits on a given engine: the part of a run spec that is hashed into its identity.
/// Seed s means initialisation s (unless fixed), data 1000 + s (unless fixed), batches 2000 + s, in every cell and version.
/// </summary>
public sealed record TrainingSpec(Choice Task, Choice Model, Choice Optimiser, Choice Training, ulong Seed)
{
    public ulong InitSeed => Training["init-seed"].Content is double seed ? (ulong)seed : Seed;

    public ulong DataSeed => Training["data-seed"].Content is double seed ? (ulong)seed : 1000 + Seed;

    public ulong BatchSeed => 2000 + Seed;

    /// <summary>Examples per step; null for all of them.</summary>
    public int? BatchSize => Training["batch"].Content is double size ? (int)size : null;

    public Precision Precision => Training.Word("precision") == "float64" ? Precision.Float64 : Precision.Float32;

    /// <summary>What changes while it trains, in order; none for most runs.</summary>
    public ImmutableArray<TrainingStage> Stages => TrainingStage.Of(Training);

    /// <summary>The spec as each part of training sees it: at first, and after the beginning of each stage. None of them has stages.</summary>
    public ImmutableArray<TrainingSpec> Parts
    {
        get
        {
            var part = WithoutStages();
            return [part, .. Stages.Select(stage => part = part.With(stage.Changes))];
        }
    }

    public TrainingSpec WithoutStages() => this with { Training = Training.With(TrainingStage.Setting, SettingValue.ListOf([])) };

    public Choice LossChoice => TrainingKind.LossOf(Training);

    /// <param name="task">Of <see cref="Task"/>: squared errors are against its labels or its real targets.</param>
    public Loss Loss(TaskShape task) => new(
        TrainingKind.FunctionOf(Training, task),
        Training.Word("loss-precision") switch { "float16" => LossPrecision.Float16, "float32" => LossPrecision.Float32, _ => LossPrecision.Float64 });

    /// <summary>The spec with other values, by path.</summary>
    /// <exception cref="ArgumentException">One of them is not accepted, or cannot change: see <see cref="TrainingStage.CanChange"/>.</exception>
    public TrainingSpec With(ImmutableSortedDictionary<string, SettingValue> changes) => changes.Aggregate(this, (spec, change) =>
        change.Key.Split('.', 2) switch
        {
            ["task", var setting] => spec with { Task = spec.Task.With(setting, change.Value) },
            ["optimiser", var setting] => spec with { Optimiser = spec.Optimiser.With(setting, change.Value) },
            ["train", var setting] => spec with { Training = spec.Training.With(setting, change.Value) },
            _ => throw new ArgumentException($"a stage cannot change {change.Key}"),
        });
}
