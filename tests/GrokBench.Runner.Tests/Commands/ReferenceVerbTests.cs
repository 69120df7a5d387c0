using System.Text.Json.Nodes;
using GrokBench.Reports.Versions;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>What becomes a reference, and what does not.</summary>
public sealed class ReferenceVerbTests
{
    private Invocation bench = null!;

    private string Versions => Path.Combine(bench.Out, "..", "versions");

    [SetUp]
    public void SetUp() => bench = new Invocation();

    [TearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void Reference_FinishedBench_HoldsItsRunsAndVerdicts()
    {
        bench.Run("bench", Invocation.TinySuite);

        Assert.That(Reference(), Is.Zero, bench.Errors);

        var snapshot = ReferenceFolder.Read(Directory.GetDirectories(Versions).Single());
        var suite = snapshot.Suites.Single();
        Assert.That(suite.Claims.Select(claim => claim.Id), Is.EqualTo(new[] { "T1", "T2" }));
        Assert.That(suite.Runs, Has.Length.EqualTo(6), "two cells of addition and the one of same, two seeds each");
        var run = suite.Runs.First();
        Assert.That(run.Settings["task.modulus"], Is.EqualTo("13"));
        Assert.That(run.Events["t_mem"].Low, Is.LessThan(run.Events["t_mem"].High));
        Assert.That(run.Final, Does.ContainKey("train.loss"));
        Assert.That(run.Trajectory[^1].Step, Is.EqualTo(300));
        var same = suite.Runs.First(run => run.Cell == "same");
        var shared = suite.Runs.First(run => run.Id == same.Id && run.Cell != "same");
        Assert.That((same.LastStep, shared.LastStep, shared.Trained), Is.EqualTo((400, 300, 400)), "trained once, and seen by each as far as it asks");
        Assert.That(shared.Final["train.loss"], Is.Not.EqualTo(same.Final["train.loss"]));
    }

    [Test]
    public void Reference_VersionThatIsThere_IsRefusedUnlessReplaced()
    {
        bench.Run("bench", Invocation.TinySuite);
        Reference();

        Assert.That(Reference(), Is.EqualTo(2));
        Assert.That(bench.Errors, Does.Contain("is there already").And.Contain("--replace"));
        Assert.That(Reference("--replace"), Is.Zero, bench.Errors);
    }

    [TestCase("--only", "T1", "missing")]
    [TestCase("--seeds", "1", "missing")]
    [TestCase("--set", "train.steps=50", "missing")]
    public void Reference_PartialAnswerAlone_IsRefused(string option, string value, string expected)
    {
        bench.Run("bench", Invocation.TinySuite, option, value);

        Assert.That(Reference(), Is.EqualTo(2));
        Assert.That(bench.Errors, Does.Contain(expected).Or.Contain("a part of the suites, selected by"));
        Assert.That(Directory.Exists(Versions), Is.False);
    }

    [Test]
    public void Reference_OfWhatIsNoResultFolder_SaysWhatWasExpected()
    {
        Assert.That(Reference(), Is.EqualTo(2));
        Assert.That(bench.Errors, Does.Contain("verdicts.json is missing; expected a result folder"));
    }

    [Test]
    public void Reference_MissingRun_IsRefused()
    {
        bench.Run("bench", Invocation.TinySuite);
        Directory.Delete(Path.GetDirectoryName(bench.Records[0])!, recursive: true);
        bench.Run("report", Invocation.TinySuite);

        Assert.That(Reference(), Is.EqualTo(2));
        Assert.That(bench.Errors, Does.Contain("3 of the 4 runs that were asked for are finished"));
    }

    [Test]
    public void Reference_RunsOfSeveralBuilds_IsRefusedAndOfAnotherOneTold()
    {
        bench.Run("bench", Invocation.TinySuite);
        Trained(bench.Records[0]);

        Assert.That(Reference(), Is.EqualTo(2));
        Assert.That(bench.Errors, Does.Contain("its runs were trained by 2 states of the sources that decide bits"));

        foreach (var record in bench.Records[1..]) Trained(record);
        Assert.That(Reference(), Is.Zero, bench.Errors);
        Assert.That(bench.Errors, Does.Contain("4 of its 4 runs are of other sources than this build"));

        void Trained(string record) => File.WriteAllText(
            record, RecordText.Changed(File.ReadAllText(record), json => json["provenance"]!["sources"] = new string('0', 64)));
    }

    [Test]
    public void Reference_FaultOfTheReport_IsRefused()
    {
        bench.Run("bench", Invocation.TinySuite);
        var path = Path.Combine(bench.Out, "verdicts.json");
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        json["faults"]!.AsArray().Add(new JsonObject { ["place"] = "tiny T1", ["message"] = "no" });
        File.WriteAllText(path, json.ToJsonString());

        Assert.That(Reference(), Is.EqualTo(2));
        Assert.That(bench.Errors, Does.Contain("1 failed"));
    }

    [TestCase("t_gen does not happen, per seed, in every cell of same", true)]
    [TestCase("t_mem at most 9; and t_gen does not happen, per seed, in every cell of same", true)]
    [TestCase("t_mem does not happen, per seed, in every cell of same", false)]
    [TestCase("late_t_gen does not happen, per seed, in every cell of same", false)]
    public void ResultFolder_ClaimThatRunsNeverGeneralise_IsOfControls(string predicate, bool expected)
    {
        bench.Run("bench", Invocation.TinySuite);
        Edit(json => json["suites"]![0]!["claims"]![0]!["predicate"] = predicate);

        var suite = ResultFolder.Read(bench.Out).Suites.Single();

        Assert.That(suite.Runs.Any(run => run.IsControl), Is.EqualTo(expected));
    }

    [Test]
    public void ResultFolder_ClaimOnStandIns_IsOne()
    {
        bench.Run("bench", Invocation.TinySuite);
        Edit(json => json["suites"]![0]!["claims"]![0]!["standIns"]!.AsArray().Add("digits for mnist"));

        Assert.That(ResultFolder.Read(bench.Out).Suites.Single().Claims.Select(claim => claim.IsStandIn), Is.EqualTo(new[] { true, false }));

        Edit(json => json["suites"]![0]!["standIns"]!.AsArray().Add("digits for mnist"));
        Assert.That(Reference(), Is.Zero, bench.Errors);
        Assert.That(bench.Errors, Does.Contain("(stand-in) It is of digits for mnist: no result on the data themselves can be held against it"));
    }

    [TestCase("runs", "seed 0 of tiny addition[task.train=0.6] is there twice")]
    [TestCase("claims", "claim T1 of tiny is there twice")]
    public void ResultFolder_WithSomethingTwice_SaysWhat(string list, string expected)
    {
        bench.Run("bench", Invocation.TinySuite);
        Edit(json => json["suites"]![0]![list]!.AsArray().Add(json["suites"]![0]![list]![0]!.DeepClone()));

        Assert.That(Reference(), Is.EqualTo(2));
        Assert.That(bench.Errors, Does.Contain("verdicts.json is unusable: ").And.Contain(expected));
    }

    [Test]
    public void ResultFolder_EventTwice_SaysWhich()
    {
        bench.Run("bench", Invocation.TinySuite);
        var path = Path.Combine(bench.Out, "readings.csv");
        File.AppendAllText(path, File.ReadLines(path).First(line => line.StartsWith("tiny,,", StringComparison.Ordinal)) + "\n");

        Assert.That(Reference(), Is.EqualTo(2));
        Assert.That(bench.Errors, Does.Contain("readings.csv is unusable: ").And.Contain("is there twice"));
    }

    private void Edit(Action<JsonNode> change)
    {
        var path = Path.Combine(bench.Out, "verdicts.json");
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        change(json);
        File.WriteAllText(path, json.ToJsonString());
    }

    private int Reference(params string[] options) => bench.Command(["reference", "--out", bench.Out, "--to", Versions, .. options]);
}
