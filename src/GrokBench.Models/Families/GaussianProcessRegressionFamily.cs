using System.Collections.Immutable;
using GrokBench.Models.GaussianProcesses;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Families;

/// <summary>Exact Gaussian process regression: <see cref="GaussianProcessRegression"/>.</summary>
public sealed class GaussianProcessRegressionFamily : GaussianProcessFamily
{
    public override string Name => "gaussian-process";

    public override int Version => 1;

    public override string Summary => "Exact Gaussian process regression whose hyperparameters maximise the marginal likelihood.";

    public override ImmutableArray<Setting> Settings { get; } =
    [
        .. KernelSettings.All,
        new("noise", SettingType.Number(0, leastExcluded: true), null, "Initial variance of the noise on the targets; trained, as ln(1 + e^x)."),
    ];

    private protected override int Matrices => 3;

    private protected override double CubicShare => 5.0 / 6;

    private protected override double PredictionShare => 0;

    public override IEnumerable<SettingProblem> Check(Choice settings, TaskShape task)
    {
        foreach (var problem in KernelSettings.Check(Name, task)) yield return problem;
        if (!task.HasRealTargets || task.Outputs != 1) yield return new("kind", $"gaussian-process-classification, or a task with one real target: {Name} gives one number");
    }

    public override IEnumerable<SettingProblem> CheckTraining(Choice training, TaskShape task) =>
        KernelSettings.CheckTraining(Name, training, "mse");

    private protected override ImmutableArray<(string Name, int Count)> OtherTensors(TaskShape task) => GaussianProcessRegression.OtherTensors;

    private protected override ILearner Create(TrainingSpec spec, Dataset dataset, IEngine engine, int threads) =>
        new GaussianProcessRegression(spec, dataset, engine, threads);
}
