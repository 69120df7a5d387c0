using GrokBench.Models.Measures;
using GrokBench.Models.Tests.Learning.Linear;

namespace GrokBench.Models.Tests.Measures;

/// <summary>Against closed forms, and against times that an independent program (midpoint rule, bisection; Python) found for η = 0.01 and ε = 1e-3.</summary>
public sealed class LinearTheoryTests
{
    [TestCase(0.3)]
    [TestCase(0.5)]
    [TestCase(0.95)]
    public void Expectation_OfPowers_HasItsClosedForm(double ratio)
    {
        var theory = new LinearTheory(ratio);
        Assert.Multiple(() =>
        {
            Assert.That(theory.Expectation(_ => 1), Is.EqualTo(1).Within(1e-9));
            Assert.That(theory.Expectation(value => value), Is.EqualTo(1).Within(1e-12));
            Assert.That(theory.Expectation(value => 1 / value), Is.EqualTo(1 / (1 - ratio)).Within(1e-6));
            Assert.That(theory.Expectation(value => 1 / (value * value)), Is.EqualTo(1 / Math.Pow(1 - ratio, 3)).Within(1e-6 / Math.Pow(1 - ratio, 3)));
        });
    }

    // e^(-4(1+λ)t)·2I₁(z)/z with z = 8√λ·t, I₁ by its power series.
    [TestCase(0.5, 1)]
    [TestCase(0.5, 5)]
    [TestCase(0.9, 10)]
    [TestCase(1.5, 2)]
    public void Losses_OfTheTrainingSet_AreABesselFunction(double ratio, double time)
    {
        var z = 8 * Math.Sqrt(ratio) * time;
        var (bessel, term) = (0.0, z / 2);
        for (var k = 1; k < 400; k++)
        {
            bessel += term;
            term *= z * z / 4 / (k * (k + 1.0));
        }

        var expected = Math.Exp(-4 * (1 + ratio) * time) * 2 * bessel / z;
        Assert.That(new LinearTheory(ratio).Losses(time).Train, Is.EqualTo(expected).Within(1e-9 * expected));
    }

    [TestCase(0.1, 273, 296)]
    [TestCase(0.3, 441, 561)]
    [TestCase(0.5, 725, 1156)]
    [TestCase(0.7, 1290, 3139)]
    [TestCase(0.8, 1781, 6654)]
    [TestCase(0.9, 2408, 22890)]
    [TestCase(0.95, 2654, 75245)]
    public void Losses_FallToAQuarterOfTheTolerance_AtThePublishedSteps(double ratio, double train, double test)
    {
        var theory = new LinearTheory(ratio);
        Assert.Multiple(() =>
        {
            Assert.That(Crossing(step => theory.Losses(0.01 * step).Train), Is.EqualTo(train).Within(1));
            Assert.That(Crossing(step => theory.Losses(0.01 * step).Test), Is.EqualTo(test).Within(1 + (2e-4 * test)));
        });
    }

    [Test]
    public void Losses_WithMoreInputsThanExamples_EndOnTheFloor()
    {
        var theory = new LinearTheory(1.5);
        Assert.Multiple(() =>
        {
            Assert.That(Crossing(step => theory.Losses(0.01 * step).Train), Is.EqualTo(776).Within(1));
            Assert.That(theory.Losses(1e6).Test, Is.EqualTo(1 / 3.0).Within(1e-9));
            Assert.That(new LinearTheory(1.5, Decay: 1e-3).Losses(1e6).Test, Is.EqualTo(1 / 6.0).Within(1e-4));
        });
    }

    // γ²/(8(1-λ)) and γ²/(8(1-λ)³) for small γ: the limit of the paper's equation 15, half of what its equation 16 prints.
    [Test]
    public void Losses_WithDecayForever_AreHalfThePrintedFloors()
    {
        const double decay = 1e-4;
        var (train, test) = new LinearTheory(0.5, decay).Losses(1e8);
        Assert.Multiple(() =>
        {
            Assert.That(train / (decay * decay / 8 / 0.5), Is.EqualTo(1).Within(1e-3));
            Assert.That(test / (decay * decay / 8 / 0.125), Is.EqualTo(1).Within(1e-3));
        });
    }

    // These were read off a grid of steps, as the first point past the crossing: the same list has 1200 without decay, where the crossing is at 1156.
    [TestCase(0.5, 0, 1200)]
    [TestCase(0.5, 1e-3, 1200)]
    [TestCase(0.5, 1e-2, 1380)]
    [TestCase(0.9, 1e-4, 24000)]
    [TestCase(0.9, 1e-3, 28800)]
    public void Losses_WithDecay_CrossAtThePublishedSteps(double ratio, double decay, double test) =>
        Assert.That(Crossing(step => new LinearTheory(ratio, decay).Losses(0.01 * step).Test), Is.InRange(test / 1.06, test));

    [TestCase(0.5, 0.1, 1.8e-3, 6.1e-3)]
    [TestCase(0.9, 1e-2, double.NaN, 4.0e-3)]
    public void Losses_WithMuchDecay_EndOnThePublishedFloors(double ratio, double decay, double train, double test)
    {
        var floors = new LinearTheory(ratio, decay).Losses(1e8);
        if (!double.IsNaN(train)) Assert.That(floors.Train, Is.EqualTo(train).Within(0.05e-3));
        Assert.That(floors.Test, Is.EqualTo(test).Within(0.05e-3));
    }

    [Test]
    public void Losses_OfARescaledStudent_AreProportional()
    {
        // Without decay the loss of α is (1 + α²)/2 times that of 1.
        var (one, three) = (new LinearTheory(0.7).Losses(2), new LinearTheory(0.7, InitScale: 3).Losses(2));
        Assert.Multiple(() =>
        {
            Assert.That(three.Train / one.Train, Is.EqualTo(5).Within(1e-12));
            Assert.That(three.Test / one.Test, Is.EqualTo(5).Within(1e-12));
        });
    }

    /// <summary>With the learner's own eigenvalues: over many initial students and teachers, the losses of its runs.</summary>
    [TestCase(0.5, 0, 1)]
    [TestCase(1.5, 0, 1)]
    [TestCase(0.8, 0.05, 2)]
    public void Losses_OfATrainingSet_AreTheAverageOverManyOutputsAtOnce(double ratio, double decay, double scale)
    {
        // Each output has a teacher and a student of its own; test losses over drawn examples differ from the expectation by a few per cent.
        const int outputs = 400;
        var spec = Lines.Levi("flow", 40, ratio, decay: decay, outputs: outputs, test: 2000, learningRate: 0.01 * outputs, initScale: scale);
        var theory = new LinearTheory(ratio, decay, scale, outputs);
        using var learner = Lines.Run(spec, 60);
        var (train, test) = theory.Losses(60 * 0.01 * outputs, learner.Eigenvalues);
        Assert.Multiple(() =>
        {
            Assert.That(learner.Evaluate("train").Loss, Is.EqualTo(train).Within(3).Percent);
            Assert.That(learner.Evaluate("test").Loss, Is.EqualTo(test).Within(6).Percent);
        });
    }

    [TestCase(0.25, 0.9545)]
    [TestCase(1, 0.6827)]
    public void Accuracy_OfALossInTolerances_IsTheErrorFunction(double loss, double accuracy) =>
        Assert.That(new LinearTheory(0.5).Accuracy(loss * 1e-3, 1e-3), Is.EqualTo(accuracy).Within(5e-5));

    // λ = 0.9: the delay grows to some 70,000 steps with 20 to 50 outputs and is short again with 700, as in the paper's figure 2.
    [TestCase(1, 2408, 22890)]
    [TestCase(10, 3570, 66990)]
    [TestCase(50, 4913, 72040)]
    [TestCase(200, 6414, 37397)]
    [TestCase(700, 4352, 9883)]
    public void Accuracies_OfManyOutputs_BecomeFullAtTheIndependentlyFoundSteps(int outputs, double train, double test)
    {
        var theory = new LinearTheory(0.9, Outputs: outputs);
        Assert.Multiple(() =>
        {
            Assert.That(Rise(step => theory.Accuracy(theory.Losses(0.01 * step).Train, 1e-3)), Is.EqualTo(train).Within(1));
            Assert.That(Rise(step => theory.Accuracy(theory.Losses(0.01 * step).Test, 1e-3)), Is.EqualTo(test).Within(1 + (2e-4 * test)));
        });
    }

    // Five outputs, λ = 0.8, η = 0.5, ε = 1e-4.
    [TestCase(50, 143, 1073)]
    [TestCase(200, 55, 314)]
    public void Accuracies_OfTwoLayers_BecomeFullAtTheIndependentlyFoundSteps(int hidden, double train, double test)
    {
        var theory = new LinearTheory(0.8, Outputs: 5, Hidden: hidden);
        Assert.Multiple(() =>
        {
            Assert.That(Rise(step => theory.Accuracy(theory.Losses(0.5 * step).Train, 1e-4)), Is.EqualTo(train).Within(1));
            Assert.That(Rise(step => theory.Accuracy(theory.Losses(0.5 * step).Test, 1e-4)), Is.EqualTo(test).Within(1));
        });
    }

    /// <summary>The step at which an accuracy passes 95.45 %.</summary>
    private static double Rise(Func<double, double> accuracy) => Crossing(step => accuracy(step) < 0.9545 ? 1 : 0);

    /// <summary>The step at which a falling loss passes ε/4.</summary>
    private static double Crossing(Func<double, double> loss)
    {
        var (low, high) = (1.0, 1e7);
        while (high - low > 0.01)
        {
            var middle = (low + high) / 2;
            if (loss(middle) > 2.5e-4) low = middle;
            else high = middle;
        }

        return high;
    }
}
