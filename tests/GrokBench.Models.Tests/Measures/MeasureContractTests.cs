using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Models.Tests.BayesianNetworks;
using GrokBench.Models.Tests.Families;
using GrokBench.Models.Tests.GaussianProcesses;
using GrokBench.Models.Tests.Learning.Linear;
using GrokBench.Models.Tests.Measures.Groups;

namespace GrokBench.Models.Tests.Measures;

/// <summary>What plans, the runner and records rely on in every measure.</summary>
[TestFixture]
public sealed class MeasureContractTests
{
    private static TrainingSpec Process { get; } = Processes.Spec(Processes.Classification(), Processes.Parity(20));

    private static IEnumerable<TestCaseData> Measured() =>
        from measure in Catalogue.Measures.Values.Append(new LargestWeight())
        from run in new[]
        {
            ("transformer", Bench.Transformer), ("mlp", Bench.Mlp), ("mini-batches", Bench.MiniBatches), ("parity", Bench.Parity),
            ("line", Lines.Miller(1)), ("student", Lines.Levi("flow", 20, 0.6)), ("process", Process), ("bayesian", Networks.Parity),
            ("group", GroupNetworks.Spec("symmetric", 3, 20)),
        }
        where measure.Obstacle(run.Item2) is null
        select new TestCaseData(measure, run.Item2).SetArgDisplayNames($"{measure.Name} of {run.Item1}");

    [Test]
    public void Runs_OfTheseTests_CoverTheCatalogue() =>
        Assert.That(Measured().Select(one => ((IMeasure)one.Arguments[0]!).Name).Distinct(), Is.SupersetOf(Catalogue.Measures.Keys));

    [TestCaseSource(nameof(Measured))]
    public void Series_OfAMeasure_AreItsNameAndItsParts(IMeasure measure, TrainingSpec spec)
    {
        Assert.That(measure.Series(spec), Is.Unique);
        Assert.That(measure.Series(spec).Select(name => name.Split('/')[0]), Is.Not.Empty.And.All.EqualTo(measure.Name));
        Assert.That(measure.Operations(spec), Is.Positive);
    }

    /// <summary>With so many examples that all else is small beside what is kept of each.</summary>
    [Test]
    public void Bytes_OfEveryMeasureOfAParity_AreThoseOfTheArraysThatItMakes()
    {
        var spec = Bench.Parity with
        {
            Task = Bench.Parity.Task.With("target", "class").With("test", 20_000),
            Model = Bench.Parity.Model.With("width", 30),
            Training = Bench.Parity.Training.With("loss", "cross-entropy"),
        };
        using var learner = Bench.Create(spec);
        var measures = Catalogue.Measures.Values.Append(new LargestWeight()).Where(measure => measure.Obstacle(spec) is null).ToArray();
        string[] large = ["feature-rank", "linear-probe", "standardised-probe", "sparse-subnetwork", "generalising-subnetwork"];
        Assert.That(measures.Select(measure => measure.Name), Is.SupersetOf(large));
        foreach (var measure in measures)
        {
            Bench.Measure(measure, learner);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Bench.Measure(measure, learner);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.That(measure.Bytes(spec, Specs.Engine), Is.GreaterThan((allocated - 2_000_000) / 2), measure.Name);
        }
    }

    [Test]
    public void Bytes_OfAMeasureThatTrainsASecondLearner_CoverIt() =>
        Assert.That(
            new GeneralisingSubnetwork().Bytes(Bench.Parity, Specs.Engine),
            Is.GreaterThan(((IFamily)Bench.Parity.Model.Kind).Needs(Bench.Parity, Specs.Engine, threads: 1).Bytes));

    [TestCaseSource(nameof(Measured))]
    public void Evaluate_OfALearner_FillsEverySeries(IMeasure measure, TrainingSpec spec)
    {
        using var learner = Bench.Learner(spec);
        var values = Enumerable.Repeat(double.NaN, measure.Series(spec).Length).ToArray();
        measure.Evaluate(learner, spec, values);
        Assert.That(values, Has.All.Matches<double>(double.IsFinite));
    }

    [TestCaseSource(nameof(Measured))]
    public void Evaluate_BetweenSteps_LeavesNoTraceAndRepeatsItself(IMeasure measure, TrainingSpec spec)
    {
        using var watched = Bench.Learner(spec);
        using var alone = Bench.Learner(spec);
        for (var step = 0; step < 5; step++)
        {
            var (first, second) = (Bench.Measure(measure, watched, spec), Bench.Measure(measure, watched, spec));
            Assert.That(second, Is.EqualTo(first));
            Assert.That(watched.Step(), Is.EqualTo(alone.Step()));
        }

        Assert.That(Bench.State(watched), Is.EqualTo(Bench.State(alone)));
    }
}
