using GrokBench.Models.Learning;
using GrokBench.Models.Learning.Linear;
using GrokBench.Tensors.LinearAlgebra;

namespace GrokBench.Models.Tests.Learning.Linear;

public sealed class LinearLearnerTests
{
    private static IEnumerable<TestCaseData> Runs()
    {
        yield return Case("descent", Lines.Levi("descent", 20, 0.7, decay: 0.1, outputs: 2, noise: 0.3));
        yield return Case("flow", Lines.Levi("flow", 20, 0.7, decay: 0.1, outputs: 2, noise: 0.3));
        yield return Case("flow, fewer examples than inputs", Lines.Levi("flow", 20, 1.6, outputs: 3));
        yield return Case("descent with a prior", Lines.Miller(3));
        yield return Case("flow with a prior", Lines.Miller(3, "flow"));
    }

    /// <summary>Small steps of plain descent end where one large step of the flow does.</summary>
    [TestCase(0.7, 0)]
    [TestCase(0.7, 0.2)]
    [TestCase(1.6, 0)]
    [TestCase(1.6, 0.2)]
    public void Flow_OneStep_IsTheLimitOfManySmallSteps(double ratio, double decay)
    {
        using var flow = Lines.Run(Lines.Levi("flow", 15, ratio, decay: decay, outputs: 2, noise: 0.2, learningRate: 0.8), 1);

        // The error is proportional to the step: two sizes of steps, extrapolated to none.
        using var coarse = Lines.Run(Lines.Levi("descent", 15, ratio, decay: decay, outputs: 2, noise: 0.2, learningRate: 0.8 / 4000), 4000);
        using var fine = Lines.Run(Lines.Levi("descent", 15, ratio, decay: decay, outputs: 2, noise: 0.2, learningRate: 0.8 / 8000), 8000);
        var limit = coarse.Weights.ToArray().Zip(fine.Weights.ToArray(), (one, two) => (2 * two) - one).ToArray();
        Assert.That(flow.Weights.ToArray(), Is.EqualTo(limit).Within(1e-7));
    }

    [TestCaseSource(nameof(Runs))]
    public void Step_ReturnsTheTrainingLossBeforeIt(TrainingSpec spec)
    {
        using var learner = Lines.Learner(spec);
        for (var step = 0; step < 200; step++)
        {
            var before = learner.Evaluate("train").Loss;
            Assert.That(learner.Step(), Is.EqualTo(before).Within(1e-12));
        }
    }

    [TestCaseSource(nameof(Runs))]
    public void Evaluate_OfASplit_IsTheMeanOverItsExamples(TrainingSpec spec)
    {
        using var learner = Lines.Run(spec, 30);
        var (dataset, weights) = (Lines.Dataset(spec), learner.Weights.ToArray());
        foreach (var split in dataset.Splits)
        {
            var (loss, right, examples) = (0.0, 0, dataset.Examples);
            foreach (var row in split.Rows)
            {
                var x = examples.Inputs[(row * examples.InputWidth)..((row + 1) * examples.InputWidth)];
                var errors = Enumerable.Range(0, examples.TargetWidth).Select(k => (
                    Prediction: x.Select((value, i) => value * weights[(k * x.Length) + i]).Sum(), Target: examples.Targets[(row * examples.TargetWidth) + k])).ToArray();
                var error = errors.Average(pair => (pair.Prediction - pair.Target) * (pair.Prediction - pair.Target));
                loss += error;
                right += spec.Task.Kind.Name == "linear-teacher" ? (error < 1e-3 ? 1 : 0) : errors.All(pair => Math.Sign(pair.Prediction) == Math.Sign(pair.Target)) ? 1 : 0;
            }

            Assert.That(learner.Evaluate(split.Name).Loss, Is.EqualTo(loss / split.Rows.Length).Within(1e-14));
            Assert.That(learner.Evaluate(split.Name).Accuracy, Is.EqualTo((double)right / split.Rows.Length));
        }
    }

    [TestCaseSource(nameof(Runs))]
    public void Restore_OfASavedState_GoesOnWithTheSameBits(TrainingSpec spec)
    {
        using var undisturbed = Lines.Run(spec, 50);
        var saved = new MemoryStream();
        undisturbed.Save(saved);
        using var resumed = Lines.Run(spec, 3);
        saved.Position = 0;
        resumed.Restore(saved);
        for (var step = 0; step < 50; step++) Assert.That(resumed.Step(), Is.EqualTo(undisturbed.Step()));
        Assert.Multiple(() =>
        {
            Assert.That(resumed.Steps, Is.EqualTo(100));
            Assert.That(State(resumed), Is.EqualTo(State(undisturbed)));
        });
    }

    [TestCaseSource(nameof(Runs))]
    public void Evaluate_ChangesNothing(TrainingSpec spec)
    {
        using var learner = Lines.Run(spec, 20);
        var before = State(learner);
        learner.Evaluate("test");
        Assert.That(State(learner), Is.EqualTo(before));
    }

    [TestCase(new byte[] { 71, 66, 78, 76, 1, 0, 0, 0 }, "these bytes are not the state of a linear learner")]
    [TestCase(new byte[] { 71, 66, 76, 82, 9, 0, 0, 0 }, "a learner state of format 9, not 1")]
    [TestCase(new byte[] { 71, 66, 76, 82, 1, 0, 0, 0, 5 }, "a learner state that ends too early")]
    [TestCase(new byte[] { 71, 66, 76, 82, 1, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 77, 0, 0, 0 }, "a learner state of another model")]
    public void Restore_OfOtherBytes_SaysWhatIsWrong(byte[] bytes, string message)
    {
        using var learner = Lines.Learner(Lines.Miller(0));
        Assert.That(() => learner.Restore(new MemoryStream(bytes)), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(message));
    }

    [Test]
    public void Descent_DataFitAndComplexity_MakeUpTheObjectiveThatItDescends()
    {
        // One step changes the weights by minus the rate times the gradient: taken here by differences of the two terms.
        const double rate = 1e-3, difference = 1e-5;
        double[] start = [5e-4, 0.9, 0.9, 0.9];
        using var learner = Lines.Run(Lines.Miller(1), 1);
        for (var i = 0; i < 4; i++)
        {
            var slope = (Objective(i, difference) - Objective(i, -difference)) / (2 * difference);
            Assert.That((start[i] - learner.Weights[i]) / rate, Is.EqualTo(slope).Within(1e-6 * Math.Abs(slope)));
        }

        double Objective(int index, double by)
        {
            var weights = start.ToArray();
            weights[index] += by;
            var spec = Lines.Miller(1);
            var init = GrokBench.Models.Kinds.SettingValue.ListOf([.. weights.Select(weight => (GrokBench.Models.Kinds.SettingValue)weight)]);
            using var moved = Lines.Learner(spec with { Model = spec.Model.With("init", init) });
            return moved.DataFit + moved.Complexity;
        }
    }

    [Test]
    public void Init_Normal_HasTheStatedVarianceTimesTheScale()
    {
        using var learner = Lines.Learner(Lines.Levi("descent", 300, 1, outputs: 4, test: 1, initScale: 3));
        var weights = learner.Weights;
        Assert.That(DenseVector.Dot(weights, weights) / weights.Length * 2 * 300 * 4, Is.EqualTo(9).Within(1.2), "1200 draws: three standard errors");
    }

    private static byte[] State(LinearLearner learner)
    {
        var stream = new MemoryStream();
        learner.Save(stream);
        return stream.ToArray();
    }

    private static TestCaseData Case(string name, TrainingSpec spec) => new TestCaseData(spec).SetArgDisplayNames(name);
}
