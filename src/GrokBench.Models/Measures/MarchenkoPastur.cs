using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;

namespace GrokBench.Models.Measures;

/// <summary>
/// What Levi, Beck and Bar-Sinai 2023 predict for a linear student of one output, as series beside the measured ones, so that events and claims read both alike, and
/// how far the run is from it: losses by <see cref="LinearTheory"/>, and accuracies from the run's own losses.
/// </summary>
public sealed class MarchenkoPastur : IMeasure
{
    /// <summary>Losses below this are not compared: what is left of them is in the few smallest eigenvalues.</summary>
    private const double LeastCompared = 1e-5;

    public string Name => "marchenko-pastur";

    public int Version => 1;

    public string Summary => "Predicted losses of a linear student, and the run's distance from them.";

    public ImmutableArray<Setting> Settings => [];

    public ImmutableArray<string> Series(TrainingSpec spec) =>
    [
        "marchenko-pastur/train-loss", "marchenko-pastur/test-loss", "marchenko-pastur/train-deviation", "marchenko-pastur/test-deviation",
        "marchenko-pastur/train-accuracy-error", "marchenko-pastur/test-accuracy-error",
    ];

    public string? Obstacle(TrainingSpec spec)
    {
        if (spec.Task.Kind is not LinearTeacher || spec.Model.Kind is not LinearRegressionFamily) return "it is not linear regression on a linear teacher";
        if (spec.Task.Integer("outputs") != 1) return "the teacher has more than one output";
        if (spec.Task.Number("noise") > 0 || spec.Task.Word("labels") == "random") return "the targets are not the teacher's";
        if (spec.Model["init"].Content is not string) return "the initial weights are not drawn";
        var isPlain = spec.Model.Number("noise-variance") == 1 && spec.Model["prior-variance"].Content is string;
        return isPlain ? null : "the objective is not the squared error";
    }

    /// <summary>Of both splits, and of the quadrature.</summary>
    public double Operations(TrainingSpec spec) => ((IFamily)spec.Model.Kind).Cost(spec).EvaluationOperations + 1e5;

    public void Evaluate(ILearner learner, TrainingSpec spec, Span<double> values)
    {
        var theory = new LinearTheory(spec.Task.Number("ratio"), spec.Optimiser.Number("weight-decay"), spec.Model.Number("init-scale"));
        var (train, test) = (learner.Evaluate("train"), learner.Evaluate("test"));
        var tolerance = spec.Task.Number("tolerance");
        (values[0], values[1]) = theory.Losses(learner.Steps * spec.Optimiser.Number("learning-rate"));
        (values[2], values[3]) = (Deviation(train.Loss, values[0]), Deviation(test.Loss, values[1]));
        values[4] = Math.Abs(train.Accuracy - LinearTheory.Accuracy(train.Loss, tolerance));
        values[5] = Math.Abs(test.Accuracy - LinearTheory.Accuracy(test.Loss, tolerance));
    }

    private static double Deviation(double measured, double predicted) => predicted >= LeastCompared ? Math.Abs((measured / predicted) - 1) : double.NaN;
}
