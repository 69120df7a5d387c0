using GrokBench.Models.Learning;
using GrokBench.Models.Measures;

namespace GrokBench.Models.Tests.Measures;

[TestFixture]
public sealed class GradientNormTests
{
    [Test]
    public void Norm_OfALearner_IsTheSlopeOfTheTrainingLossAlongItsGradient()
    {
        using var learner = Bench.Create(Bench.Transformer);
        for (var step = 0; step < 3; step++) learner.Step();

        var norm = Bench.Measure(new GradientNorm(), learner)[0];
        var direction = new double[learner.Program.Gradient.Count];
        learner.Program.Gradient.CopyTo(0, direction);
        var start = Bench.Parameters(learner);

        const double Distance = 1e-5;
        var slope = (LossAt(+Distance) - LossAt(-Distance)) / (2 * Distance);
        Assert.That(norm, Is.EqualTo(slope).Within(1e-7));

        double LossAt(double distance)
        {
            learner.Program.Parameters.CopyFrom(0, start.Select((value, i) => value + (distance * direction[i] / norm)).ToArray());
            return TrainingLoss(learner);
        }
    }

    [Test]
    public void Norm_OfMiniBatches_IsThatOfTheWholeSplit()
    {
        using var small = Bench.Create(Bench.MiniBatches);
        using var full = Bench.Create(Bench.Mlp);
        Assert.That(
            Bench.Measure(new GradientNorm(), small)[0], Is.EqualTo(Bench.Measure(new GradientNorm(), full)[0]).Within(1e-13));
    }

    [Test]
    public void Norm_MeasuredAgain_TakesNoMoreMemory()
    {
        using var small = Bench.Create(Bench.MiniBatches);
        var first = Bench.Measure(new GradientNorm(), small);
        var bytes = small.Program.Bytes;
        Assert.That(Bench.Measure(new GradientNorm(), small), Is.EqualTo(first));
        Assert.That(small.Program.Bytes, Is.EqualTo(bytes));
    }

    [Test]
    public void Operations_OfMiniBatches_CoverTheWholeSplit() =>
        Assert.That(new GradientNorm().Operations(Bench.MiniBatches), Is.AtLeast(new GradientNorm().Operations(Bench.Mlp)));

    private static double TrainingLoss(NeuralLearner learner)
    {
        var rows = learner.Dataset["train"].Rows;
        var losses = new double[rows.Length];
        learner.Program.Score(learner.Dataset.Examples, rows, losses, new byte[rows.Length]);
        return losses.Average();
    }
}
