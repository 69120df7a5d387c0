using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Learning.Linear;
using GrokBench.Models.Losses;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures;

/// <summary>
/// What Levi, Beck and Bar-Sinai 2023 predict for a linear student, or one with a small-weighted hidden layer, as series beside the measured ones, so that events and claims read both alike, and
/// how far the run is from it: losses by <see cref="LinearTheory"/>, and accuracies from the run's own losses.
/// </summary>
public sealed class MarchenkoPastur : IMeasure
{
    /// <summary>Losses below this are not compared: what is left of them is in the few smallest eigenvalues.</summary>
    private const double LeastCompared = 1e-5;

    public string Name => "marchenko-pastur";

    public int Version => 3;

    public string Summary => "Predicted losses of a linear student, and the run's distance from them.";

    public ImmutableArray<Setting> Settings => [];

    public ImmutableArray<string> Series(TrainingSpec spec) =>
    [
        "marchenko-pastur/train-loss", "marchenko-pastur/test-loss", "marchenko-pastur/train-deviation", "marchenko-pastur/test-deviation",
        "marchenko-pastur/train-accuracy-error", "marchenko-pastur/test-accuracy-error",
        "marchenko-pastur/train-accuracy", "marchenko-pastur/test-accuracy",
        "marchenko-pastur/train-accuracy-tail", "marchenko-pastur/test-accuracy-tail",
        .. HasEigenvalues(spec) ? ["marchenko-pastur/train-average-deviation", "marchenko-pastur/test-average-deviation"] : (string[])[],
    ];

    public string? Obstacle(TrainingSpec spec)
    {
        if (spec.Task.Kind is not LinearTeacher) return "the task is not a linear teacher";
        if (spec.Task.Number("noise") > 0 || spec.Task.Word("labels") == "random") return "the targets are not the teacher's";
        return spec.Model.Kind switch
        {
            LinearRegressionFamily => ObstacleOfLinear(spec),
            MlpFamily => ObstacleOfTwoLayers(spec),
            _ => "the student is neither linear-regression nor an mlp",
        };
    }

    private static bool HasEigenvalues(TrainingSpec spec) => spec.Model.Kind is LinearRegressionFamily && spec.Model.Word("path") == "flow";

    private static string? ObstacleOfLinear(TrainingSpec spec)
    {
        if (spec.Task.Integer("hidden") > 0) return "the teacher has a hidden layer and the student has none";
        if (spec.Model["init"].Content is not string) return "the initial weights are not drawn";
        var isPlain = spec.Model.Number("noise-variance") == 1 && spec.Model["prior-variance"].Content is string;
        return isPlain ? null : "the objective is not the squared error";
    }

    private static string? ObstacleOfTwoLayers(TrainingSpec spec)
    {
        var (model, optimiser) = (spec.Model, spec.Optimiser);
        if (MlpFamily.HiddenWidths(model) is not [var width] || width != spec.Task.Integer("hidden")) return "the student has not the one hidden layer of its teacher";
        var isPaper = model.Word("init") == "fan-product" && model.Number("init-scale") == 1 && model.Word("biases") == "none" && model.Word("activation") is "identity" or "tanh";
        if (!isPaper) return "the student is not the paper's: init fan-product, no biases, activation identity or tanh";
        var isPlain = optimiser.Kind is SgdOptimiser && optimiser.Kind.Settings.All(setting => setting.Default is not { } plain || optimiser[setting.Name].Equals(plain));
        if (!isPlain || optimiser.Number("weight-decay") > 0) return "the student does not descend plainly, by sgd without weight decay";
        return spec.BatchSize is null && spec.LossChoice.Kind is MeanSquaredError ? null : "the student does not descend the mse of the full batch";
    }

    /// <summary>Of both splits, and of the quadrature.</summary>
    public double Operations(TrainingSpec spec) => ((IFamily)spec.Model.Kind).Cost(spec).EvaluationOperations + 1e5;

    /// <summary>A few numbers.</summary>
    public long Bytes(TrainingSpec spec, IEngine engine) => 0;

    public void Evaluate(ILearner learner, TrainingSpec spec, Span<double> values)
    {
        var theory = new LinearTheory(
            spec.Task.Number("ratio"), spec.Optimiser.Number("weight-decay"), spec.Model.Number("init-scale"), spec.Task.Integer("outputs"), spec.Task.Integer("hidden"));
        var (train, test) = (learner.Evaluate("train"), learner.Evaluate("test"));
        var tolerance = spec.Task.Number("tolerance");
        (values[0], values[1]) = theory.Losses(learner.Steps * spec.Optimiser.Number("learning-rate"));
        (values[2], values[3]) = (Deviation(train.Loss, values[0]), Deviation(test.Loss, values[1]));
        values[4] = Math.Abs(train.Accuracy - theory.Accuracy(train.Loss, tolerance));
        values[5] = Math.Abs(test.Accuracy - theory.Accuracy(test.Loss, tolerance));
        (values[6], values[7]) = (theory.Accuracy(values[0], tolerance), theory.Accuracy(values[1], tolerance));
        (values[8], values[9]) = (Tail("train", train), Tail("test", test));
        if (!HasEigenvalues(spec)) return;
        var average = theory.Losses(learner.Steps * spec.Optimiser.Number("learning-rate"), ((LinearLearner)learner).Eigenvalues);
        (values[10], values[11]) = (Deviation(average.Train, values[0]), Deviation(average.Test, values[1]));

        double Tail(string split, SplitScore score)
        {
            var examples = learner.Dataset![split].Rows.Length;
            return Binomial.TwoSided((int)Math.Round(score.Accuracy * examples), examples, theory.Accuracy(score.Loss, tolerance));
        }
    }

    private static double Deviation(double measured, double predicted) => predicted >= LeastCompared ? Math.Abs((measured / predicted) - 1) : double.NaN;
}
