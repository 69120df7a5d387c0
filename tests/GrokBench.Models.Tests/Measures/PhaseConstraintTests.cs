using GrokBench.Models.Measures;

namespace GrokBench.Models.Tests.Measures;

public sealed class PhaseConstraintTests
{
    private const int P = 11, Units = 8;

    [TestCase(0)]
    [TestCase(1)]
    public void Constraint_OfRandomWeights_IsNumPys(int number)
    {
        var measured = QuadraticNetworks.Fixture["measured"]![number]!;
        using var learner = QuadraticNetworks.Create(measured);
        Assert.That(Bench.Measure(new PhaseConstraint(), learner)[0], Is.EqualTo(measured["phase-constraint"]!.GetValue<double>()).Within(1e-12));
    }

    /// <summary>Whatever the frequency, the sizes of the waves and the phases of the operands.</summary>
    [Test]
    public void Constraint_OfOutputPhasesThatAreTheSums_IsOne() =>
        Assert.That(Constraint((unit, vector) => vector switch { 0 => unit, 1 => 0.3 * unit * unit, _ => unit + (0.3 * unit * unit) }), Is.EqualTo(1).Within(1e-12));

    /// <summary>Differences at equal distances on the circle cancel.</summary>
    [Test]
    public void Constraint_OfPhasesAllAround_IsZero() =>
        Assert.That(Constraint((unit, vector) => vector == 2 ? 2 * Math.PI * unit / Units : 0), Is.EqualTo(0).Within(1e-12));

    /// <summary>
    /// Half of the units are right, half have the opposite sign, and one more is right: constants and zeros have no phase.
    /// </summary>
    [Test]
    public void Constraint_OfConstantsAndZerosAmongUnits_LeavesThemOut()
    {
        using var learner = QuadraticNetworks.Create(P, Units, (unit, vector, t) => unit switch
        {
            0 => 1,
            1 => vector == 2 ? 0 : Math.Cos(t),
            _ => (unit < 4 && vector == 2 ? -1 : 1) * Math.Cos(2 * Math.PI * t / P),
        });
        Assert.That(Bench.Measure(new PhaseConstraint(), learner)[0], Is.EqualTo(2.0 / 6).Within(1e-12));
    }

    [TestCase("analytic", 1, 1)]
    [TestCase("analytic-free", 0, 0.2)]
    public void Constraint_OfTheAnalyticNetwork_HoldsUnlessPhasesAreFree(string init, double least, double most)
    {
        using var learner = Bench.Create(QuadraticNetworks.Spec(23, 184, init));
        Assert.That(Bench.Measure(new PhaseConstraint(), learner)[0], Is.InRange(least - 1e-12, most + 1e-12));
    }

    [Test]
    public void Obstacle_OfAnotherOperation_SaysSo() =>
        Assert.That(new PhaseConstraint().Obstacle(QuadraticNetworks.Spec(P, Units, operation: "x-y")), Is.EqualTo("the operation is not x+y"));

    private static double Constraint(Func<int, int, double> phase)
    {
        using var learner = QuadraticNetworks.Create(
            P, Units, (unit, vector, t) => (1 + unit + vector) * Math.Cos((2 * Math.PI * ((unit % 5) + 1) * t / P) + phase(unit, vector)));
        return Bench.Measure(new PhaseConstraint(), learner)[0];
    }
}
