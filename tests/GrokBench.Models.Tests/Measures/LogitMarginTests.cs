using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Models.Tests.Families;

namespace GrokBench.Models.Tests.Measures;

/// <summary>Against the quadratic network written out: logit c of the pair (a, b) is Σ_j (A[a, j] + B[b, j])²·C[j, c].</summary>
public sealed class LogitMarginTests
{
    private const int P = 31, Width = 12;

    private static readonly TrainingSpec Quadratic = Bench.Mlp with
    {
        Task = Specs.Addition(P, 0.6),
        Model = Specs.ReluMlp.With("width", Width).With("activation", "square").With("init", "cube-root"),
        Training = Bench.Mlp.Training.With("loss", "mse"),
    };

    [Test]
    public void Margin_OfAQuadraticNetwork_IsThatOfItsLogits([Values(0, 25)] int steps)
    {
        using var learner = Bench.Create(Quadratic);
        for (var step = 0; step < steps; step++) learner.Step();
        var measured = Bench.Measure(new LogitMargin(), learner);
        var (margins, correct) = ByHand(learner);
        Assert.That(margins, Has.Length.EqualTo(576), "several blocks, the last one short");
        Assert.That(measured, Is.EqualTo(new[] { margins.Average(), correct.Average(), margins.Min() }).Within(1e-12));
    }

    [Test]
    public void Margin_AfterAStage_IsThatOfTheNewTrainingSet()
    {
        var stage = SettingValue.Mapping([new("at", 3), new("task.train", 100)]);
        var spec = Quadratic with { Training = Quadratic.Training.With("stages", SettingValue.ListOf([stage])) };
        using var learner = Bench.Create(spec);
        for (var step = 0; step < 5; step++) learner.Step();
        var (margins, correct) = ByHand(learner);
        Assert.That(margins, Has.Length.EqualTo(100));
        Assert.That(Bench.Measure(new LogitMargin(), learner), Is.EqualTo(new[] { margins.Average(), correct.Average(), margins.Min() }).Within(1e-12));
    }

    [Test]
    public void Margin_OfATransformer_IsPositiveOnceItsTrainingSetIsFitted()
    {
        using var learner = Bench.Create(Bench.Transformer);
        while (learner.Evaluate("train").Accuracy < 1 && learner.Steps < 1000) learner.Step();
        var (mean, least) = (Bench.Measure(new LogitMargin(), learner)[0], Bench.Measure(new LogitMargin(), learner)[2]);
        Assert.That((least > 0, mean > least), Is.EqualTo((true, true)));
    }

    [Test]
    public void Margin_OfASign_IsNotDefined() =>
        Assert.That(new LogitMargin().Obstacle(Bench.Parity), Is.EqualTo("the task has no label for each example"));

    private static (double[] Margins, double[] Correct) ByHand(NeuralLearner learner)
    {
        var weights = Bench.Parameters(learner);
        var last = learner.Program.Graph.Parameters["output.weight"].Offset;
        var (margins, correct) = (new List<double>(), new List<double>());
        foreach (var row in learner.Dataset["train"].Rows)
        {
            var (a, b) = (row / P, row % P);
            double Logit(int c) => Enumerable.Range(0, Width).Sum(j =>
                Math.Pow(weights[(a * Width) + j] + weights[((P + b) * Width) + j], 2) * weights[last + (j * P) + c]);
            var answer = (a + b) % P;
            correct.Add(Logit(answer));
            margins.Add(correct[^1] - Enumerable.Range(0, P).Where(c => c != answer).Max(Logit));
        }

        return ([.. margins], [.. correct]);
    }
}
