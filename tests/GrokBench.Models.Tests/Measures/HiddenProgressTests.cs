using GrokBench.Models.Measures;
using GrokBench.Models.Tests.Families;

namespace GrokBench.Models.Tests.Measures;

[TestFixture]
public sealed class HiddenProgressTests
{
    [TestCase("float32")]
    [TestCase("float64")]
    public void Progress_AtTheStart_IsZero(string precision)
    {
        using var learner = Bench.Create(Bench.Parity with { Training = Bench.Parity.Training.With("precision", precision) });
        Assert.That(Bench.Measure(new HiddenProgress(), learner), Is.EqualTo(new[] { 0.0, 0, 0, 0 }));
    }

    [Test]
    public void Progress_OfMovedWeights_IsReadPerInput()
    {
        using var learner = Bench.Create(Bench.Parity);
        var slice = learner.Program.Graph.Parameters["hidden1.weight"];
        Assert.That(slice.Shape.Rows, Is.EqualTo(24));

        // Input i moves by (i + 1)/100 in one unit, now up, now down, and by half of that in another; 2 of 24 inputs are relevant.
        var weights = slice.Draw(learner.Spec.Seed);
        for (var i = 0; i < 24; i++)
        {
            weights[(i * slice.Shape.Columns) + (i % 7)] += (i % 2 == 0 ? 1 : -1) * (i + 1) / 100.0;
            weights[(i * slice.Shape.Columns) + 9] -= (i + 1) / 200.0;
        }

        learner.Program.Parameters.CopyFrom(slice.Offset, weights);

        // The largest of the 22 others is input 24, and 21 of 22 are 95.5 %.
        Assert.That(Bench.Measure(new HiddenProgress(), learner), Is.EqualTo(new[] { 0.24, 0.02, 0.01, 0.23 }).Within(1e-14));
    }

    [Test]
    public void Obstacle_WhereNothingIsKnownOfTheInputs_SaysSo()
    {
        Assert.That(new HiddenProgress().Obstacle(Bench.Mlp), Is.EqualTo("the task does not say which inputs are relevant"));
        Assert.That(new HiddenProgress().Obstacle(Bench.Parity with { Task = Specs.Parity(3, 3, 5) }), Is.EqualTo("every input is relevant"));
    }
}
