using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tests.BayesianNetworks;
using GrokBench.Models.Tests.Families;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Tests.Optimisers;

/// <summary>Expected values are Foret et al. 2021, equation 2, worked out by hand.</summary>
public sealed class SharpnessRuleTests
{
    private static readonly Choice Sam = new(
        Catalogue.Optimisers["sgd"], [new("learning-rate", 0.5), new("weight-decay", 0), new("sam", 2.5)]);

    /// <summary>
    /// The gradient of x² + y² at (1.5, 2) is (3, 4), of norm 5; 2.5 units along it lies (3, 4), whose gradient is (6, 8).
    /// </summary>
    [Test]
    public void Step_TakesTheGradientThatLiesTheRadiusAlongTheGradient()
    {
        using var bench = new UpdateBench(Sam, [1.5, 2], TwiceTheParameters);
        Assert.That(bench.Update(), Is.EqualTo(new[] { 1.5 - 3, 2.0 - 4 }));
        Assert.That(bench.Gradient, Is.EqualTo(new double[] { 6, 8 }));
    }

    /// <summary>The penalty's gradient (0.5, 1) is added behind, at the parameters themselves.</summary>
    [Test]
    public void Step_WeightDecay_TakesNoPartInTheAscent()
    {
        using var bench = new UpdateBench(Sam.With("weight-decay", 0.5), [1.5, 2], TwiceTheParameters);
        Assert.That(bench.Update(), Is.EqualTo(new[] { 1.5 - (0.5 * 6.75), 2 - (0.5 * 9) }));
    }

    /// <summary>(6, 8) has twice the norm that is allowed, (3, 4) has not.</summary>
    [Test]
    public void Step_Clip_ActsOnTheSecondGradient()
    {
        using var bench = new UpdateBench(Sam.With("gradient-clip", 5), [1.5, 2], TwiceTheParameters);
        bench.Update();
        Assert.That(bench.Gradient, Is.EqualTo(new double[] { 3, 4 }).Within(1e-5));
    }

    /// <summary>Numbers that do not come back by adding and subtracting.</summary>
    [Test]
    public void Step_WithoutAnUpdate_LeavesTheParametersBitForBit([Values] Precision precision)
    {
        double[] start = [0.1, -1e-30, 3e7, 1];
        var still = Sam.With("warm-up", 2);
        using var bench = new UpdateBench(still, start, TwiceTheParameters, precision);
        var before = bench.Parameters;
        Assert.That(bench.Update().Select(BitConverter.DoubleToInt64Bits), Is.EqualTo(before.Select(BitConverter.DoubleToInt64Bits)));
        Assert.That(bench.Gradient[2], Is.Not.EqualTo(2 * before[2]), "it has been elsewhere");
    }

    [TestCase(0, 0)]
    [TestCase(double.PositiveInfinity, 0)]
    [TestCase(double.NaN, 1)]
    [TestCase(1e200, 1, TestName = "Step_GradientWhoseNormOverflows_StaysAsItIs")]
    [TestCase(1e-40, 0, TestName = "Step_GradientWhoseNormIsNextToNothing_StaysAsItIs")]
    public void Step_GradientWithoutADirection_StaysAsItIs(double first, double second)
    {
        var asked = 0;
        using var bench = new UpdateBench(Sam, [1, 2], _ => asked++ == 0 ? [first, second] : [7, 7]);
        bench.Update();
        Assert.That(bench.Gradient, Is.EqualTo(new[] { first, second }));
        Assert.That(asked, Is.EqualTo(1));
    }

    /// <summary>A learner may leave any gradient beside a loss that is not a number.</summary>
    [Test]
    public void Step_LossAlongTheGradientThatIsNotANumber_EndsInDivergence()
    {
        using var bench = new UpdateBench(Sam, [1, 1], p => p[0] == 1 ? [1, 0] : [0, 0], loss: p => p[0] == 1 ? 0 : double.NaN);
        Assert.That(bench.Update(), Is.All.NaN);
    }

    /// <summary>
    /// Next to nothing along the gradient lies the same gradient, as long as it is of the same examples and draws: so the run goes
    /// where it goes without.
    /// </summary>
    [TestCase("mini-batches")]
    [TestCase("new examples")]
    [TestCase("draws of noise")]
    public void Step_SecondGradient_IsOfTheSameBatchAndNoise(string run)
    {
        var spec = run switch
        {
            "mini-batches" => new(Specs.Addition(7, 0.6), Specs.ReluMlp.With("width", 16), Sam, Specs.Training(10), Seed: 3),
            "new examples" => new(Specs.Parity(10, 2, "online"), Specs.ParityMlp.With("width", 16), Sam, Specs.Training(8, "mse"), Seed: 3),
            _ => Networks.Parity,
        };
        spec = spec with { Training = spec.Training.With("precision", "float64") };
        var optimiser = Sam.With("learning-rate", 0.1);
        var (probing, plain) = (Trained(optimiser.With("sam", 1e-9)), Trained(optimiser.With("sam", "none")));
        Assert.That(probing, Is.Not.EqualTo(plain));
        Assert.That(probing, Is.EqualTo(plain).Within(1e-6));

        double[] Trained(Choice choice)
        {
            using var learner = Create(spec with { Optimiser = choice });
            for (var step = 0; step < 12; step++) learner.Step();
            return learner.Program.Parameters.Values();
        }
    }

    /// <summary>The loss is that before the update, where the parameters are.</summary>
    [Test]
    public void Step_OfALearner_ReturnsTheLossOfItsParameters()
    {
        var spec = new TrainingSpec(Specs.Addition(7, 0.6), Specs.ReluMlp.With("width", 16), Sam, Specs.Training("full"), Seed: 3);
        using var learner = Create(spec);
        for (var step = 0; step < 5; step++)
        {
            var loss = learner.Evaluate("train").Loss;
            Assert.That(learner.Step(), Is.EqualTo(loss).Within(1e-6 * loss));
        }
    }

    private static NeuralLearner Create(TrainingSpec spec) =>
        (NeuralLearner)((IFamily)spec.Model.Kind).Create(spec, Specs.Engine, threads: 1);

    private static double[] TwiceTheParameters(double[] parameters) => Array.ConvertAll(parameters, value => 2 * value);
}
