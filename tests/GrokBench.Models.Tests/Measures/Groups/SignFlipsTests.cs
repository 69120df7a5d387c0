using GrokBench.Models.Measures.Groups;
using GrokBench.Models.Tests.Families;

namespace GrokBench.Models.Tests.Measures.Groups;

public sealed class SignFlipsTests
{
    /// <summary>NumPy's answers to the pairs of the test split.</summary>
    [Test]
    public void Accuracies_OfTheFixture_AreNumPys()
    {
        using var learner = GroupNetworks.Pentagon();
        var rows = learner.Dataset["test"].Rows;
        var expected = Fixture.Read("group")["right"]!.AsArray().Select(right => rows.Average(row => right!.GetValue<string>()[row] == '1' ? 1.0 : 0));
        Assert.That(Bench.Measure(new SignFlips(), learner), Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void Obstacle_OfBiases_SaysWhy() =>
        Assert.That(
            new SignFlips().Obstacle(GroupNetworks.Spec("symmetric", 3, 8) with { Model = Specs.ReluMlp.With("biases", "hidden") }),
            Is.EqualTo("the model is no network of one hidden layer of ReLUs without biases"));
}
