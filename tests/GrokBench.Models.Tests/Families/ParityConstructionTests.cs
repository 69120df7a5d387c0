using GrokBench.Models.Families;
using GrokBench.Models.Learning;

namespace GrokBench.Models.Tests.Families;

/// <summary>
/// Small ReLU networks that compute the parity x1·x2·x3 of signs (Merrill et al. 2023, section 5): set by hand into the network that is trained elsewhere,
/// they are right on every input.
/// </summary>
public sealed class ParityConstructionTests
{
    /// <summary>
    /// Of the sum X, which is odd and at most 3 in size, the parity is 1 - |X + 1| + 2·max(X - 1, 0): 1 at 3, -1 at 1, 1 at -1 and -1 at -3; |z| = σ(z) + σ(-z).
    /// The first unit is the constant 1.
    /// </summary>
    private static readonly Unit[] OfTheSum = [new(0, 0, 0, 1, 1), new(1, 1, 1, -1, 2), new(1, 1, 1, 1, -1), new(-1, -1, -1, -1, -1)];

    /// <summary>
    /// Units 2, 3, 5 and 6 are 1 at one of the four inputs of parity 1 each, and 0 elsewhere. The first is 1 - x1 - x2 where x3 = 1 and the fourth 1 + x1 - x2
    /// where x3 = -1, or 0 where that is negative: 1 at the inputs of parity -1, and at most 3, outweighed, at the others.
    /// </summary>
    private static readonly Unit[] OfSixUnits =
    [
        new(-1, -1, 10, -9, -1), new(-1, -1, 1, -2, 10), new(1, 1, 1, -2, 10), new(1, -1, -10, -9, -1), new(-1, 1, -1, -2, 10), new(1, -1, -1, -2, 10),
    ];

    private static TestCaseData[] Constructions =>
        [new TestCaseData((object)OfTheSum).SetArgDisplayNames("4 units"), new TestCaseData((object)OfSixUnits).SetArgDisplayNames("6 units")];

    [TestCaseSource(nameof(Constructions))]
    public void Evaluate_AllInputsOfThreeBits_AreRight(Unit[] units)
    {
        using var learner = Learner(units, bits: 3, train: 7);
        Assert.That((learner.Evaluate("train").Accuracy, learner.Evaluate("test").Accuracy), Is.EqualTo((1.0, 1.0)));
    }

    [TestCaseSource(nameof(Constructions))]
    public void Evaluate_FortyBits_AreRightWithoutWeightsOnTheOthers(Unit[] units)
    {
        using var learner = Learner(units, bits: 40, train: 1000);
        Assert.That((learner.Evaluate("train").Accuracy, learner.Evaluate("test").Accuracy), Is.EqualTo((1.0, 1.0)));
    }

    [Test]
    public void Evaluate_TheFourUnits_GiveTheParityItself()
    {
        using var learner = Learner(OfTheSum, bits: 3, train: 7);
        Assert.That((learner.Evaluate("train").Loss, learner.Evaluate("test").Loss), Is.EqualTo((0.0, 0.0)));
    }

    [TestCaseSource(nameof(Constructions))]
    public void Evaluate_WithAnyUnitTakenAway_IsWrongSomewhere(Unit[] units)
    {
        foreach (var without in Enumerable.Range(0, units.Length))
        {
            using var learner = Learner([.. units.Where((_, i) => i != without)], bits: 3, train: 7);
            Assert.That(learner.Evaluate("train").Accuracy * learner.Evaluate("test").Accuracy, Is.LessThan(1), $"without unit {without + 1}");
        }
    }

    private static NeuralLearner Learner(Unit[] units, int bits, int train)
    {
        var spec = new TrainingSpec(
            Specs.Parity(bits, 3, train), Specs.ParityMlp.With("width", units.Length), new(Catalogue.Optimisers["sgd"], [new("learning-rate", 0.1), new("weight-decay", 0)]),
            Specs.Training(4, "mse"), Seed: 1);
        var learner = (NeuralLearner)((IFamily)spec.Model.Kind).Create(spec, Specs.Engine, threads: 1);
        var slices = learner.Program.Graph.Parameters;
        Set("hidden1.weight", [.. Rows(unit => unit.X1), .. Rows(unit => unit.X2), .. Rows(unit => unit.X3), .. new double[(bits - 3) * units.Length]]);
        Set("hidden1.bias", Rows(unit => unit.Bias));
        Set("output.weight", Rows(unit => unit.Output));
        return learner;

        double[] Rows(Func<Unit, double> weight) => [.. units.Select(weight)];

        void Set(string name, double[] values) => learner.Program.Parameters.CopyFrom(slices[name].Offset, values);
    }

    /// <param name="Output">Weight of the unit in the output.</param>
    public sealed record Unit(double X1, double X2, double X3, double Bias, double Output);
}
