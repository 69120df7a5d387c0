using System.Text.Json;
using GrokBench.Runner.Execution;
using GrokBench.Suites.Records;
using GrokBench.Suites.Tests.Fakes;
using Json.Schema;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>Every JSON file in a result folder is what its schema in docs/schema says.</summary>
public sealed class SchemaTests
{
    private Invocation bench = null!;

    [SetUp]
    public void SetUp() => bench = new Invocation();

    [TearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void Bench_TinySuite_WritesFilesOfTheSchemas()
    {
        Assert.That(bench.Run("bench", Invocation.TinySuite), Is.Zero, bench.Errors);
        AssertAllValid(records: 4);
    }

    [Test]
    public void Run_JudgesNothing_OutcomeIsValid()
    {
        bench.Run("run", Invocation.TinySuite);
        AssertValid("outcome", Path.Combine(bench.Out, "outcome.json"));
    }

    [Test]
    public void Run_AfterABench_KeepsTheVerdictsInTheOutcome()
    {
        bench.Run("bench", Invocation.TinySuite);
        var before = bench.Json("outcome.json");
        bench.Run("run", Invocation.TinySuite);
        var after = bench.Json("outcome.json");

        Assert.That(after["outcome"]!.GetValue<string>(), Is.EqualTo("every run is finished"));
        Assert.That(after["claims"]?.ToJsonString(), Is.EqualTo(before["claims"]!.ToJsonString()).And.Contains("T1"));
        Assert.That(after["standIns"]?.ToJsonString(), Is.EqualTo(before["standIns"]!.ToJsonString()));
        AssertAllValid(records: 4);
    }

    [TestCase("not JSON")]
    [TestCase("[]")]
    [TestCase("{\"claims\": 3, \"claims\": 4}")]
    public void Run_OutcomeThatTellsNothing_IsWrittenAnew(string text)
    {
        Directory.CreateDirectory(bench.Out);
        File.WriteAllText(Path.Combine(bench.Out, "outcome.json"), text);

        Assert.That(bench.Run("run", Invocation.TinySuite), Is.Zero, bench.Errors);
        Assert.That(bench.Json("outcome.json")["claims"], Is.Null);
        AssertValid("outcome", Path.Combine(bench.Out, "outcome.json"));
    }

    [Test]
    public void Bench_DivergedRunsAndAStopRule_WritesNullsOfTheSchemas()
    {
        var suite = bench.Suite("diverging", text => text
            .Replace("learning-rate: 1e-2", "learning-rate: 1e30", StringComparison.Ordinal)
            .Replace("per-decade: 20 }", "per-decade: 20, measures: [weight-norm], stop: { after: [t_mem] } }", StringComparison.Ordinal));
        Assert.That(bench.Run("bench", suite), Is.Zero, bench.Errors);

        Assert.That(File.ReadAllText(bench.Records[0]), Does.Contain("\"status\": \"diverged\"").And.Contain("\"train.loss\": null").And.Contain("\"stop\": {"));
        AssertAllValid(records: 4);
    }

    [Test]
    public void Report_TwoEngines_VerdictsAreValid()
    {
        bench.Run("run", Invocation.TinySuite);
        foreach (var record in bench.Records)
        {
            var (from, to) = (Path.GetDirectoryName(record)!, Path.Combine(Path.GetDirectoryName(record)!, "..", "torch-1-0123456789abcdef"));
            Directory.CreateDirectory(to);
            File.Copy(Path.Combine(from, RunFiles.Curve), Path.Combine(to, RunFiles.Curve));
            File.Copy(Path.Combine(from, RunFiles.Spec), Path.Combine(to, RunFiles.Spec));
            var renamed = RecordText.Changed(File.ReadAllText(record), Invocation.Engine.Identity.ToString(), "torch-1-0123456789abcdef");
            File.WriteAllText(Path.Combine(to, RunFiles.Record), renamed);
        }

        bench.Run("report", Invocation.TinySuite);
        Assert.That(bench.Json("verdicts.json")["suites"]![0]!["engines"], Is.Not.Null);
        AssertValid("verdicts", Path.Combine(bench.Out, "verdicts.json"));
    }

    [Test]
    public void Execute_RunThatFails_RecordIsValid()
    {
        using var fake = new Execution.Bench();
        var spec = fake.Spec(Fake.Observation(50, every: 10));
        fake.Family.Stepping = _ => throw new InvalidOperationException("no more");
        Assert.That(fake.Execute(spec), Is.TypeOf<RunOutcome.Failed>());
        AssertValid("record", fake.PathOf(spec, RunFiles.Record));
    }

    [TestCase("record", "{\"schema\": 3}")]
    [TestCase("spec", "{\"task\": {}, \"extra\": 1}")]
    [TestCase("outcome", "{}")]
    [TestCase("verdicts", "{\"schema\": 1}")]
    public void Schema_OfSomethingElse_Refuses(string schema, string text) => Assert.That(Problems(schema, text), Is.Not.Empty);

    [Test]
    public void Schema_UnknownField_Refused()
    {
        bench.Run("run", Invocation.TinySuite);
        var text = File.ReadAllText(bench.Records[0]);
        Assert.That(Problems("record", text), Is.Empty);
        Assert.That(Problems("record", text.Replace("\"grokkingRatio\"", "\"grokking-ratio\"", StringComparison.Ordinal)), Is.Not.Empty);
    }

    private void AssertAllValid(int records)
    {
        Assert.That(bench.Records, Has.Length.EqualTo(records));
        foreach (var record in bench.Records)
        {
            AssertValid("record", record);
            AssertValid("spec", Path.Combine(Path.GetDirectoryName(record)!, RunFiles.Spec));
        }

        AssertValid("verdicts", Path.Combine(bench.Out, "verdicts.json"));
        AssertValid("outcome", Path.Combine(bench.Out, "outcome.json"));
    }

    internal static void AssertValid(string schema, string path) => Assert.That(Problems(schema, File.ReadAllText(path)), Is.Empty, path);

    private static string[] Problems(string schema, string text)
    {
        // Each evaluation has a registry of its own: schemas without an id would meet in the shared one.
        var rules = JsonSchema.FromText(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "schema", $"{schema}.schema.json")));
        using var document = JsonDocument.Parse(text);
        var result = rules.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        if (result.IsValid) return [];
        return [.. (result.Details ?? []).Where(detail => detail.Errors is not null)
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")).DefaultIfEmpty("it is not valid")];
    }
}
