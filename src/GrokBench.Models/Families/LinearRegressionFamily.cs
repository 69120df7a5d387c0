using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Learning.Linear;
using GrokBench.Models.Losses;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Families;

/// <summary>
/// Linear maps without bias, by gradient descent or by its limit of small steps in closed form, in float64. The objective is that of Miller, O'Neill and Bui
/// 2023, of which the squared error of Levi, Beck and Bar-Sinai 2023 is the case of a noise variance of 1 and no prior: see <see cref="LinearObjective"/>.
/// </summary>
public sealed class LinearRegressionFamily : ITwoTermFamily
{
    public string Name => "linear-regression";

    public int Version => 1;

    public string Summary => "Linear map of real inputs, by gradient descent or exact gradient flow.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("path", SettingType.OneOf("descent", "flow"), null,
            "descent: one update of gradient descent per step. flow: the gradient flow at time learning-rate x steps, by eigendecomposition."),
        new("init", SettingType.Either(SettingType.OneOf("normal"), SettingType.ListOf(SettingType.Number(), 1)), null,
            "Weights: normal N(0, 1/(2·inputs·outputs)), or the weights themselves, input by input, each for every output."),
        new("init-scale", SettingType.Number(0), 1, "Multiplies every initial weight."),
        new("noise-variance", SettingType.Number(0, leastExcluded: true), 1, "Divides the squared errors of the objective."),
        new("prior-variance", SettingType.Either(SettingType.OneOf("none"), SettingType.Number(0, leastExcluded: true)), "none",
            "Variance of the Gaussian prior of mean 0 on every weight; none: a flat one."),
    ];

    public IEnumerable<SettingProblem> Check(Choice settings, TaskShape task)
    {
        if (task.InputWidth == 0) yield return new("kind", "a family that reads tokens: linear-regression reads real inputs");
        if (task.IsOnline) yield return new("kind", "a family that takes new examples at every step: linear-regression fits one training set");
        if (!task.HasRealTargets) yield return new("kind", "a family that predicts labels: linear-regression predicts real targets");
        var weights = (long)task.InputWidth * task.Outputs;
        if (settings["init"].Content is not string && settings.Numbers("init").Length != weights)
            yield return new("init", FormattableString.Invariant($"normal, or {weights} weights ({task.InputWidth} inputs x {task.Outputs} outputs)"));
    }

    /// <summary>Of the flow the covariances of the inputs; weights are as many as the entries of a map.</summary>
    public IEnumerable<SettingProblem> CheckSize(Choice settings, TaskShape task)
    {
        var weights = ArraySize.Check("kind", task.InputWidth, task.Outputs, "fewer inputs or outputs", "weights");
        if (settings.Word("path") != "flow") return weights;
        return weights.Concat(ArraySize.Check("path", task.InputWidth, task.InputWidth, "descent, or fewer inputs", "covariances"));
    }

    /// <summary>Plain descent is all that has a closed form, and all that the papers use.</summary>
    public IEnumerable<SettingProblem> CheckOptimiser(Choice settings, TaskShape task, Choice optimiser)
    {
        if (optimiser.Kind is not SgdOptimiser)
        {
            yield return new("kind", "sgd, as linear-regression descends plainly");
            yield break;
        }

        foreach (var setting in optimiser.Kind.Settings.Where(setting => setting.Default is { } plain && !optimiser[setting.Name].Equals(plain)))
            yield return new(setting.Name, $"{setting.Default} or nothing, as linear-regression descends plainly");
    }

    public IEnumerable<SettingProblem> CheckTraining(Choice training, TaskShape task)
    {
        if (TrainingKind.LossOf(training).Kind is not MeanSquaredError)
            yield return new("loss", "mse, as linear-regression takes squared errors alone");
        if (training["batch"].Content is double) yield return new("batch", "full, as linear-regression takes all examples at once");
        if (training.Word("precision") != "float64") yield return new("precision", "float64, as linear-regression computes in nothing else");
        if (training.Word("loss-precision") != "float64") yield return new("loss-precision", "float64, as linear-regression computes in nothing else");
        if (training.Word("numerics") != "direct") yield return new("numerics", "direct, as linear-regression has nothing to fold");
    }

    public string? Obstacle(TrainingSpec spec) => spec.Model["prior-variance"].Content is double ? null : "linear-regression has no prior without a prior-variance";

    public LearnerCost Cost(TrainingSpec spec)
    {
        var task = ((ITask)spec.Task.Kind).Shape(spec.Task);
        var (weights, square) = ((double)task.InputWidth * task.Outputs, (double)task.InputWidth * task.InputWidth);
        var isFlow = spec.Model.Word("path") == "flow";
        return new LearnerCost((long)weights, isFlow ? 2 * task.InputWidth : 2 * task.TrainingExamples * weights, (task.Examples * weights) + (isFlow ? square * task.Outputs : 0));
    }

    public ResourceNeeds Needs(TrainingSpec spec, IEngine engine, int threads)
    {
        var task = ((ITask)spec.Task.Kind).Shape(spec.Task);
        return new ResourceNeeds(1, task.DatasetBytes + LinearLearner.Bytes(task, spec.Model.Word("path") == "flow"));
    }

    public ILearner Create(TrainingSpec spec, IEngine engine, int threads)
    {
        var task = (ITask)spec.Task.Kind;
        var shape = task.Shape(spec.Task);
        var dataset = task.Create(spec.Task, spec.DataSeed);
        var objective = LinearObjective.Of(spec, shape.TrainingExamples);
        var weights = new LinearInit(spec.Model, shape).Draw(spec.InitSeed);
        ILinearPath path = spec.Model.Word("path") == "flow" ? new FlowPath(dataset, objective, weights) : new DescentPath(dataset, objective, weights);
        return new LinearLearner(dataset, objective, path);
    }
}
