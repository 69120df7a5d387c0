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

    public Choice LossChoice => TrainingKind.LossOf(Training);

    /// <param name="task">Of <see cref="Task"/>: squared errors are against its labels or its real targets.</param>
    public Loss Loss(TaskShape task) => new(
        TrainingKind.FunctionOf(Training, task),
        Training.Word("loss-precision") switch { "float16" => LossPrecision.Float16, "float32" => LossPrecision.Float32, _ => LossPrecision.Float64 });
}
