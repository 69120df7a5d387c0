using System.Collections.Immutable;
using GrokBench.Models.GaussianProcesses;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Families;

/// <summary>Variational Gaussian process classification: <see cref="GaussianProcessClassification"/>.</summary>
public sealed class GaussianProcessClassificationFamily : GaussianProcessFamily
{
    public override string Name => "gaussian-process-classification";

    public override int Version => 1;

    public override string Summary => "Variational Gaussian process classification of two classes, with a full covariance at the training inputs.";

    public override ImmutableArray<Setting> Settings { get; } =
    [
        .. KernelSettings.All,
        new("jitter", SettingType.Number(0), null, "Variance added to the prior's covariance at the training inputs (GPyTorch: 1e-4 in float32, 1e-6 in float64)."),
        new("kl-weight", SettingType.Number(0), 1, "β, by which the divergence from the prior enters the objective; 0 leaves the likelihood alone."),
    ];

    private protected override int Matrices => 6;

    private protected override double CubicShare => 4.0 / 3;

    private protected override double PredictionShare => 1.5;

    public override IEnumerable<SettingProblem> Check(Choice settings, TaskShape task)
    {
        foreach (var problem in KernelSettings.Check(Name, task)) yield return problem;
        if (task.LabelCount != 1 || task.Outputs != 2) yield return new("kind", $"gaussian-process for real targets, or a task with two classes: {Name} tells two classes apart");
    }

    /// <summary>Of the posterior's covariance.</summary>
    public override IEnumerable<SettingProblem> CheckSize(Choice settings, TaskShape task) => ArraySize.Check(
        "kind", task.TrainingExamples, task.TrainingExamples + 1L, "a task with fewer training examples", "covariances of the posterior");

    public override IEnumerable<SettingProblem> CheckTraining(Choice training, TaskShape task) =>
        KernelSettings.CheckTraining(Name, training, "cross-entropy");

    private protected override ImmutableArray<(string Name, int Count)> OtherTensors(TaskShape task) => GaussianProcessClassification.OtherTensors(task.TrainingExamples);

    private protected override ILearner Create(TrainingSpec spec, Dataset dataset, IEngine engine, int threads) =>
        new GaussianProcessClassification(spec, dataset, engine, threads);
}
