using GrokBench.Models.GaussianProcesses;
using GrokBench.Models.Kinds;
using GrokBench.Tensors;

namespace GrokBench.Models.Tests.GaussianProcesses;

/// <summary>What every learner promises, and what is told of bad data.</summary>
[TestFixture]
public sealed class GaussianProcessLearnerTests
{
    private static IEnumerable<TestCaseData> Learners()
    {
        yield return new TestCaseData(Processes.Regression(), Processes.Sine(40)).SetArgDisplayNames("regression");
        yield return new TestCaseData(Processes.Classification(), Processes.Interval(20)).SetArgDisplayNames("classification");
    }

    [TestCaseSource(nameof(Learners))]
    public void Step_TrainsTheObjectiveDown(Choice model, Choice task)
    {
        using var learner = Processes.Create(model, task, rate: 0.02);
        var first = learner.Step();
        var last = first;
        for (var step = 0; step < 100; step++) last = learner.Step();
        Assert.That(last, Is.LessThan(first - 0.05));
        Assert.That(learner.Steps, Is.EqualTo(101));
    }

    [TestCaseSource(nameof(Learners))]
    public void Step_IsWhatTheTermsAddUpTo(Choice model, Choice task)
    {
        using var learner = Processes.Create(model, task);
        learner.Step();
        var constant = model.Kind.Name == "gaussian-process" ? 0.5 * Math.Log(2 * Math.PI) : 0;
        var (dataFit, complexity) = (learner.DataFit, learner.Complexity);
        Assert.That(learner.Step(), Is.EqualTo(dataFit + complexity + constant).Within(1e-12));
    }

    [TestCaseSource(nameof(Learners))]
    public void Restore_OfASavedState_GoesOnTheSameWay(Choice model, Choice task)
    {
        using GaussianProcessLearner first = Processes.Create(model, task), second = Processes.Create(model, task);
        for (var step = 0; step < 7; step++) first.Step();
        second.Restore(new MemoryStream(first.State()));
        Assert.That(second.Evaluate("test"), Is.EqualTo(first.Evaluate("test")));
        for (var step = 0; step < 5; step++) Assert.That(second.Step(), Is.EqualTo(first.Step()));
        Assert.That(second.State(), Is.EqualTo(first.State()));
    }

    [TestCaseSource(nameof(Learners))]
    public void Evaluate_BetweenSteps_LeavesNoTrace(Choice model, Choice task)
    {
        using GaussianProcessLearner watched = Processes.Create(model, task), alone = Processes.Create(model, task);
        for (var step = 0; step < 5; step++)
        {
            foreach (var split in watched.Splits) Assert.That(watched.Evaluate(split), Is.EqualTo(alone.Evaluate(split)));
            Assert.That(watched.DataFit + watched.Complexity, Is.Not.NaN);
            Assert.That(watched.Step(), Is.EqualTo(alone.Step()));
        }

        Assert.That(watched.State(), Is.EqualTo(alone.State()));
    }

    /// <summary>What follows from the parameters is computed anew at the second parameters, and again when they are back.</summary>
    [TestCaseSource(nameof(Learners))]
    public void Step_SharpnessAware_DescendsByTheGradientThatLiesTheRadiusAlongTheGradient(Choice model, Choice task)
    {
        const double radius = 0.3, rate = 0.01;
        var descent = new Choice(Catalogue.Optimisers["sgd"], [new("learning-rate", rate), new("weight-decay", 0), new("sam", radius)]);
        var spec = Processes.Spec(model, task) with { Optimiser = descent };
        using GaussianProcessLearner learner = Processes.Create(spec), other = Processes.Create(spec);
        for (var step = 0; step < 3; step++)
        {
            var start = learner.ReadParameters();
            var (first, second) = (new double[start.Length], new double[start.Length]);
            other.SetParameters(start);
            var loss = other.Objective(first);
            var norm = Math.Sqrt(first.Sum(value => value * value));
            other.SetParameters([.. start.Zip(first, (value, slope) => value + (radius * slope / norm))]);
            Assert.That(other.Objective(second), Is.GreaterThan(loss), "it is an ascent");

            Assert.That(learner.Step(), Is.EqualTo(loss), "at the parameters as they were");
            Assert.That(learner.ReadParameters(), Is.EqualTo(start.Zip(second, (value, slope) => value - (rate * slope))).Within(1e-7));
            learner.Evaluate("test");
        }
    }

    [Test]
    public void Step_SharpnessAwareWhereTheKernelHasNoFactor_Diverges()
    {
        var descent = new Choice(Catalogue.Optimisers["sgd"], [new("learning-rate", 0.01), new("weight-decay", 0), new("sam", 1e4)]);
        using var learner = Processes.Create(Processes.Spec(Processes.Regression(), Processes.Sine(20)) with { Optimiser = descent });
        Assert.That(learner.Step(), Is.Not.NaN);
        Assert.That(learner.Step(), Is.NaN);
        Assert.That(learner.Trouble, Is.Not.Null);
    }

    [Test]
    public void Step_ManyRowsAndThreads_GivesTheSameBits([Values] bool classification)
    {
        var states = new[] { 1, 2, 7 }.Select(threads =>
        {
            var model = classification ? Processes.Classification() : Processes.Regression();
            using var learner = Processes.Create(model, Processes.Points(200, 5, classification), 150, threads);
            for (var step = 0; step < 3; step++) learner.Step();
            return Convert.ToHexString(learner.State()) + learner.Evaluate("test");
        });
        Assert.That(states.Distinct(), Has.Exactly(1).Items);
    }

    [Test]
    public void Classification_OfASmallTask_LearnsIt()
    {
        using var learner = Processes.Create(Processes.Classification(("length-scale", 0.1)), Processes.Interval(20), rate: 0.05);
        for (var step = 0; step < 300; step++) learner.Step();
        Assert.That(learner.Evaluate("train").Accuracy, Is.EqualTo(1));
        Assert.That(learner.Evaluate("test").Accuracy, Is.GreaterThan(0.85));
    }

    [Test]
    public void Step_WithoutKl_LeavesTheHyperparametersAlone()
    {
        using var learner = Processes.Create(Processes.Classification(("kl-weight", 0)), Processes.Interval(20));
        var before = learner.ReadParameters()[..3];
        for (var step = 0; step < 10; step++) learner.Step();
        Assert.That(learner.ReadParameters()[..3], Is.EqualTo(before));
    }

    [Test]
    public void Step_MeanFixedAtZero_StaysThere()
    {
        using var learner = Processes.Create(Processes.Regression(("mean", "zero")), Processes.Sine(20));
        for (var step = 0; step < 10; step++) learner.Step();
        Assert.That(learner.ReadParameters()[2], Is.Zero);
    }

    [Test]
    public void Create_AnInputThatIsNotANumber_TellsWhere([Values(double.NaN, double.PositiveInfinity)] double bad)
    {
        var examples = new Examples { Count = 2, InputWidth = 2, Inputs = [0, 1, 2, bad], TargetWidth = 1, Targets = [1, 2] };
        Assert.That(() => Processes.Create(Processes.Regression(), examples, 2), Throws.ArgumentException.With.Message.EqualTo(
            FormattableString.Invariant($"example 1 has {bad} as input 1, where a Gaussian process takes finite numbers")));
    }

    [Test]
    public void Create_ATargetThatIsNotANumber_TellsWhere()
    {
        var examples = new Examples { Count = 2, InputWidth = 1, Inputs = [0, 1], TargetWidth = 1, Targets = [double.NaN, 2] };
        Assert.That(() => Processes.Create(Processes.Regression(), examples, 2), Throws.ArgumentException.With.Message.EqualTo(
            "example 0 has NaN as target 0, where a Gaussian process takes finite numbers"));
    }

    [Test]
    public void Step_WhereTheKernelHasNoFactor_DivergesAndSaysWhy()
    {
        using GaussianProcessLearner learner = Processes.Create(Processes.Regression(("output-scale", 1e200), ("noise", 1e-300)), Twice());
        using GaussianProcessLearner large = Processes.Create(Processes.Regression(("output-scale", 1e308), ("noise", 1e308)), Twice());
        Assert.That(learner.Step(), Is.Not.NaN, "the jitter lets it through");
        Assert.That(large.Step(), Is.NaN);
        Assert.That(large.Trouble, Is.EqualTo("the kernel matrix has a mean diagonal of Infinity, where a positive number is expected"));
        Assert.That(large.Evaluate("train").Loss, Is.NaN);

        static Choice Twice() => new(new GivenPoints(new Examples { Count = 3, InputWidth = 1, Inputs = [1, 1, 1], TargetWidth = 1, Targets = [1, 1, 2] }, 3), []);
    }
}
