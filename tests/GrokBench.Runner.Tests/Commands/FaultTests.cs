using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>
/// What cannot be judged, drawn or written costs itself: all other files are there, every one of them tells of it, and the exit code is 3.
/// </summary>
public sealed class FaultTests
{
    [Test]
    public void Bench_PagesThatCannotBeWritten_CostThePagesAlone()
    {
        using var bench = new Invocation();
        Directory.CreateDirectory(bench.Out);
        File.WriteAllText(Path.Combine(bench.Out, "report"), "in the way");

        var code = bench.Run("bench", Invocation.TinySuite);

        var (outcome, verdicts) = (bench.Json("outcome.json"), bench.Json("verdicts.json"));
        var message = (string)outcome["faults"]![0]!["message"]!;
        string Read(params string[] path) => File.ReadAllText(Path.Combine([bench.Out, .. path]));
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(3));
            Assert.That(outcome["exitCode"]!.GetValue<int>(), Is.EqualTo(3));
            Assert.That(outcome["claims"]!["tiny"]!.ToJsonString(), Is.EqualTo("""{"T1":"inconclusive","T2":"not run"}"""));
            Assert.That(
                outcome["faults"]!.AsArray().Select(fault => (string)fault!["place"]!),
                Is.EqualTo(new[] { "tiny page", "page Overview", "page Environment", "badges", "pages of an earlier report" }));
            Assert.That(verdicts["faults"]!.ToJsonString(), Is.EqualTo(outcome["faults"]!.ToJsonString()));
            Assert.That((string)XDocument.Parse(Read("junit.xml")).Root!.Attribute("errors")!, Is.EqualTo("5"));
            Assert.That(Read("readings.csv"), Is.Not.Empty);
            Assert.That(bench.Output, Does.Contain($"Not judged, drawn or written:\n  tiny page: {message}\n").And.Not.Contain("\nReport: "));
            Assert.That(bench.Output, Does.EndWith(
                "Exit code 3: 5 parts of the report failed; 2 claims: 0 reproduced, 0 refuted, 1 inconclusive, 1 not run"));
            Assert.That(bench.Output + bench.Errors, Does.Not.Contain("   at "));
        });
    }

    /// <summary>A rate beyond the stable range, up to the largest numbers there are: diverged is a result, and has its page.</summary>
    [TestCase("learning-rate: 3", "")]
    [TestCase("", "sweep: { optimiser.learning-rate: [1, 1e10, 1e300] }")]
    [TestCase("", "sweep: { task.ratio: [1.2, 1.3], optimiser.learning-rate: [1e-300, 1e300] }")]
    public void Bench_RunsThatDiverge_HaveTheirPage(string rate, string sweep)
    {
        using var bench = new Invocation();
        var suite = bench.Suite("diverging", _ =>
            $$"""
            suite: diverging
            paper: { title: "A learning rate that is too large" }
            theories: []
            runs:
              linear:
                task: { kind: linear-teacher, inputs: 20, outputs: 1, ratio: 1.2, test: 50, tolerance: 1e-308 }
                model: { kind: linear-regression, path: descent, init: normal }
                optimiser: { kind: sgd, {{(rate.Length > 0 ? rate : "learning-rate: 0.1")}}, weight-decay: 0 }
                train: { steps: 2000, batch: full, loss: mse, precision: float64 }
                observe: { per-decade: 40 }
                seeds: 5
                {{sweep}}
            claims:
              T1:
                title: "It diverges"
                says: "So."
                source: "nowhere"
                strength: strong
                over: linear
                check: { kind: phase, is: diverged }
              T2:
                title: "Far"
                says: "So."
                source: "nowhere"
                strength: strong
                over: linear
                check: { kind: value, of: { highest: train.loss }, at-least: 1e308 }
            """);

        var code = bench.Run("bench", suite);

        Assert.That(code, Is.Zero, bench.Output + bench.Errors);
        Assert.That(bench.Json("outcome.json")["faults"], Is.Empty.And.InstanceOf<JsonArray>());
        var page = File.ReadAllText(Path.Combine(bench.Out, "report", "diverging.html"));
        Assert.That(page, Does.Contain("5 diverged").And.Contain("</html>"));
    }
}
