using System.Globalization;
using System.Text;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml;
using GrokBench.Tensors.Engines;
using GrokBench.Torch.Tests.Stacks;

namespace GrokBench.Torch.Tests.Families;

/// <summary>When the same seeds memorise and generalise on either engine: a cell of Merrill et al. on the built-in one, and stacked on TorchSharp.</summary>
[Category("Long")]
internal sealed class GrokkingTimeTests
{
    private const int Seeds = 5;

    /// <summary>Of the runner's seeds those that no claim speaks about.</summary>
    private const ulong First = 900;

    /// <summary>A single seed's time may differ by this factor, as roundings decide when a test example is right; the median of the seeds' ratios by the other.</summary>
    private const double Factor = 1.5, MedianFactor = 1.1;

    [Test]
    public void Generalisation_SeedBySeed_ComesAtTheSameTime()
    {
        var run = SuiteReader.Read([Path.Combine(TestContext.CurrentContext.TestDirectory, "Suites", "merrill-2023.yaml")], "ci", ClaimCatalogue.Vocabulary)
            .Suites.Single().Groups.Single(group => group.Name == "narrow").Cells[0].Runs[0];
        var torch = TestEngines.Torch(Seeds);
        var here = Enumerable.Range(0, Seeds).Select(i => Time(run, i, TestEngines.BuiltIn)).ToArray();
        var there = Together.All(Seeds, i => Time(run, i, torch));

        var table = new StringBuilder().AppendLine("| seed | cpu | torch | ratio |").AppendLine("|---|---|---|---|");
        for (var i = 0; i < Seeds; i++)
            table.AppendLine(CultureInfo.InvariantCulture, $"| {First + (ulong)i} | {here[i]} | {there[i]} | {there[i] / here[i]:F3} |");
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "parity-times.md");
        File.WriteAllText(path, table.ToString());
        TestContext.AddTestAttachment(path);

        var ratios = here.Zip(there, (a, b) => b / a).Order().ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(here.Concat(there), Has.None.NaN, "every seed generalises within the budget");
            Assert.That(ratios, Is.All.InRange(1 / Factor, Factor));
            Assert.That(ratios[Seeds / 2], Is.InRange(1 / MedianFactor, MedianFactor));
        });
    }

    /// <summary>The step of the suite's t_gen; NaN where it is not within the budget.</summary>
    private static double Time(RunSpec run, int seed, IEngine engine)
    {
        const int every = 20;
        using var learner = CommittedRuns.Learner(run.Training with { Seed = First + (ulong)seed }, engine);
        var (generalised, curve) = (run.Observation.Events.Single(spec => spec.Name == "t_gen"), new CurveBuilder(["test.accuracy"]));
        while (learner.Steps < run.Observation.Steps)
        {
            if (learner.Steps % every == 0)
            {
                curve.Add(learner.Steps, new Dictionary<string, double> { ["test.accuracy"] = learner.Evaluate("test").Accuracy });
                if (Events.Locate(curve.ToCurve(), generalised).Held is { } step) return step;
            }

            learner.Step();
        }

        return double.NaN;
    }
}
