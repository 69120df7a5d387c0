using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Losses;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tests.Families;
using GrokBench.Tensors;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Tests.Losses;

/// <summary>The documented loss: by hand, in training, and what a suite says of it.</summary>
public sealed class HuberTests
{
    private static readonly TrainingKind Training = new(
        new ILoss[] { new CrossEntropy(), new Hinge(), new MeanSquaredError(), new Huber() }.ToImmutableSortedDictionary(loss => loss.Name, loss => loss));

    /// <summary>Half a unit off and three units off, of a threshold of 2: 0.125 and 2·(3 − 1), mean over the two outputs.</summary>
    [Test]
    public void Evaluate_NearAndFar_IsSquaredAndLinear()
    {
        var settings = new Choice(new Huber(), [new("threshold", 2)]);
        var function = (RealTargetLoss)new Huber().Function(settings, Line().Shape(new Choice(Line(), [])));
        var gradient = new double[2];

        Assert.That(function.Evaluate([1.5, -2], [1, 1], gradient), Is.EqualTo((0.125 + 4) / 2));
        Assert.That(gradient, Is.EqualTo([0.25, -1]));
    }

    [Test]
    public void Step_OnALine_ComesToIt()
    {
        using var learner = Learner(SettingValue.Mapping([new("kind", "huber"), new("threshold", 0.5)]));
        for (var step = 0; step < 500; step++) learner.Step();

        Assert.That(learner.Evaluate("train").Loss, Is.LessThan(1e-3));
        Assert.That(learner.Evaluate("train").Accuracy, Is.EqualTo(1), "by the task's tolerance of squared errors");
    }

    /// <summary>A name is the loss by its defaults.</summary>
    [Test]
    public void Step_ByName_IsByDefaults()
    {
        using var named = Learner("huber");
        using var stated = Learner(SettingValue.Mapping([new("kind", "huber"), new("threshold", 1)]));

        Assert.That(named.Step(), Is.EqualTo(stated.Step()));
    }

    [Test]
    public void Check_TaskWithLabels_NamesTheLossesThatFit() => Assert.That(
        TrainingKind.Check(Stated("huber"), Specs.Addition(5, 0.5).Shape()).Single(),
        Is.EqualTo(new SettingProblem("loss", "cross-entropy or mse, as the task has no real targets")));

    [Test]
    public void Check_SignsOfATaskWithRealTargets_NamesAllThatFit() => Assert.That(
        TrainingKind.Check(Stated("cross-entropy"), Line().Shape(new Choice(Line(), [])) with { HasSigns = true }).Single(),
        Is.EqualTo(new SettingProblem("loss", "hinge, huber or mse, as the task has no labels")));

    [Test]
    public void Setting_OfALossWithSettings_SaysHowItIsStated()
    {
        var setting = Training.Settings.Single(setting => setting.Name == "loss");

        Assert.That(setting.Type.Expectation, Is.EqualTo(
            "one of cross-entropy, hinge, huber, mse, or a mapping { kind: huber, threshold: a number above 0 }"));
        Assert.That(setting.Type.Accepts(SettingValue.Mapping([new("kind", "huber"), new("threshold", 0)])), Is.False);
        Assert.That(setting.Type.Accepts(SettingValue.Mapping([new("kind", "hinge")])), Is.False);
    }

    private static Choice Stated(SettingValue loss) => new(Training, [new("batch", "full"), new("loss", loss)]);

    private static NeuralLearner Learner(SettingValue loss)
    {
        var model = new Choice(
            Catalogue.Families["mlp"],
            [new("input", "real"), new("width", 16), new("activation", "tanh"), new("biases", "all"), new("init", "pytorch-uniform")]);
        var sgd = new Choice(Catalogue.Optimisers["sgd"], [new("learning-rate", 0.2), new("weight-decay", 0)]);
        var spec = new TrainingSpec(new Choice(Line(), []), model, sgd, Stated(loss), Seed: 3);
        return (NeuralLearner)((IFamily)model.Kind).Create(spec, Specs.Engine, threads: 1);
    }

    /// <summary>Nine points of a line.</summary>
    private static ExamplesTask Line()
    {
        const int count = 9;
        double[] inputs = [.. Enumerable.Range(0, count).Select(i => (i - 4) / 4.0)];
        var correctness = Correctness.Within(0.1);
        return new(
            new TaskShape
            {
                InputWidth = 1,
                OperandColumns = [],
                Outputs = 1,
                LabelCount = 0,
                Correctness = correctness,
                TrainingExamples = count,
                Examples = count,
                Chance = double.NaN,
                Splits = ["train"],
            },
            new Examples
            {
                Count = count,
                InputWidth = 1,
                Inputs = inputs,
                TargetWidth = 1,
                Targets = [.. inputs.Select(x => (2 * x) - 0.5)],
                Correctness = correctness,
            });
    }
}
