using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using GrokBench.Runner.Commands;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Tests.Execution;
using GrokBench.Runner.Tests.Screens;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Tests.Fakes;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>The verbs inside this process, with a clock that stands still and a cost model that is known.</summary>
[SetCulture("ru-RU")]
public sealed class BenchVerbTests
{
    private static readonly string Suite = Path.Combine(AppContext.BaseDirectory, "Suites", "tiny.yaml");
    private static readonly CpuEngine Engine = CpuEngine.Create();

    private TemporaryFolder folder = null!;
    private Recording output = null!;
    private Recording status = null!;

    [SetUp]
    public void Begin() => (folder, output, status) = (new TemporaryFolder(), new Recording(100), new Recording(100));

    [TearDown]
    public void End()
    {
        folder.Dispose();
        output.Dispose();
        status.Dispose();
    }

    [Test]
    public void Bench_TinySuite_ClosesWithOneScreen()
    {
        var code = Invoke("bench", Suite, "--out", folder.Path, "--jobs", "1", "--quiet");

        Assert.That(code, Is.Zero, status.Text);
        Assert.That(output.Text.Replace(Engine.Identity.ToString(), "IDENTITY", StringComparison.Ordinal).Replace(folder.Path, "OUT", StringComparison.Ordinal), Is.EqualTo(
            """
            Profile ci, engine IDENTITY, 0.0 s
            Runs: 4 trained, 0 reused, 0 failed

            suite  reproduced  refuted  inconclusive  not run  no verdict
            tiny            0        0             1        1           0

            Report: OUT/report/index.html
            Verdicts: OUT/verdicts.json
            Exit code 0: 2 claims: 0 reproduced, 0 refuted, 1 inconclusive, 1 not run
            """));
    }

    [Test]
    public void Bench_OnlyOneClaim_TrainsItsRunsAndShowsItAlone()
    {
        Invoke("bench", Suite, "--out", folder.Path, "--only", "T1", "--seeds", "1", "--quiet");

        using var outcome = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "outcome.json")));
        Assert.That(outcome.RootElement.GetProperty("runs").GetProperty("trained").GetInt32(), Is.EqualTo(2), "two cells of one seed");
        Assert.That(outcome.RootElement.GetProperty("claims").GetProperty("tiny").ToString(), Does.Contain("T1").And.Not.Contain("T2"));
    }

    [Test]
    public void Bench_ANarrowerQuestion_LeavesTheFullerAnswer()
    {
        Invoke("bench", Suite, "--out", folder.Path, "--quiet");
        var before = Answers();

        var code = Invoke("bench", Suite, "--out", folder.Path, "--only", "T1", "--quiet");

        var part = Path.Combine(folder.Path, "parts", "tiny,ci,only=T1");
        Assert.That(code, Is.Zero, status.Text);
        Assert.That(Answers(), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(part, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(part, file)), Is.SupersetOf(new[]
        {
            "outcome.json", "verdicts.json", "junit.xml", Path.Combine("report", "index.html"), Path.Combine("report", "tiny.html"),
        }));
        Assert.That(output.Text, Does.EndWith(
            $"""
            {folder.Path} keeps its answer to another question; the answer to this one is in {part}
            Report: {Path.Combine(part, "report", "index.html")}
            Verdicts: {Path.Combine(part, "verdicts.json")}
            Exit code 0: 1 claim: 0 reproduced, 0 refuted, 1 inconclusive, 0 not run
            """));
        using var outcome = JsonDocument.Parse(File.ReadAllText(Path.Combine(part, "outcome.json")));
        Assert.That(outcome.RootElement.GetProperty("question").GetProperty("only").ToString(), Is.EqualTo("[\n      \"T1\"\n    ]"));
        Assert.That(outcome.RootElement.GetProperty("question").GetProperty("files")[0].GetString(), Is.EqualTo(Path.GetFullPath(Suite)));

        Invoke("check", Suite, "--out", folder.Path);
        Assert.That(Answers()["outcome.json"], Is.Not.EqualTo(before["outcome.json"]), "the same question is answered anew");

        Dictionary<string, string> Answers() => Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(folder.Path, file), Text: File.ReadAllText(file)))
            .Where(file => !file.Name.StartsWith("runs", StringComparison.Ordinal) && !file.Name.StartsWith("parts", StringComparison.Ordinal))
            .ToDictionary(file => file.Name, file => file.Text);
    }

    [Test]
    public void Bench_IntoAFolderWithABlank_ShowsCommandsThatReachIt()
    {
        var place = Path.Combine(folder.Path, "my results");
        Invoke("bench", Suite, "--out", place, "--quiet");

        var page = WebUtility.HtmlDecode(File.ReadAllText(Path.Combine(place, "report", "tiny.html")));
        using var verdicts = JsonDocument.Parse(File.ReadAllText(Path.Combine(place, "verdicts.json")));
        Assert.That(
            verdicts.RootElement.GetProperty("suites")[0].GetProperty("claims")[0].GetProperty("command").GetString(),
            Is.EqualTo($"grokbench bench {Suite} --only T1 --profile ci --out '{place}'"));
        Assert.That(page, Does.Contain($"grokbench run {Suite} --cell 'addition[task.train=0.6]' --again --profile ci --out '{place}'"));
        Assert.That(page, Does.Contain($"grokbench run {Suite} --cell addition --again --profile ci --out '{place}'"));
    }

    [Test]
    public void Bench_SettingsAndSeedsOfAPilot_AreSaidEverywhereAndLeaveTheAnswerAlone()
    {
        var code = Invoke("bench", Suite, "--out", folder.Path, "--cell", "addition", "--seeds", "900..901", "--set", "train.steps=40", "--quiet");

        var part = Directory.GetDirectories(Path.Combine(folder.Path, "parts")).Single();
        Assert.That(code, Is.Zero, status.Text);
        Assert.That(Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName), Is.EquivalentTo(new[] { "parts", "runs", "runs.csv", "runs.csv.lock" }), "a pilot is never the answer of the folder");
        Assert.That(Path.GetFileName(part), Is.EqualTo("tiny,ci,cell=addition,seeds=900..901,train.steps=40"));
        Assert.That(output.Text, Does.Contain("\ntiny (pilot) ").And.Contain("\n(pilot) Settings or seeds are not the suite's own; the answer is in " + part + "\n"));
        Assert.That(output.Text, Does.EndWith("Exit code 0: 1 claim: 0 reproduced, 0 refuted, 1 inconclusive, 0 not run (pilot)"));
        Assert.That(File.ReadAllText(Path.Combine(part, "junit.xml")), Does.Contain("inconclusive (pilot): "));
        Assert.That(File.ReadAllText(Path.Combine(part, "report", "index.html")), Does.Contain(", profile ci (pilot) · GrokBench</title>"));
        using var verdicts = JsonDocument.Parse(File.ReadAllText(Path.Combine(part, "verdicts.json")));
        var suite = verdicts.RootElement.GetProperty("suites")[0];
        Assert.That(suite.GetProperty("claims")[0].GetProperty("pilot").GetBoolean());
        Assert.That(suite.GetProperty("claims")[0].GetProperty("command").GetString(), Does.EndWith(" --seeds 900..901 --set train.steps=40"));
        Assert.That(suite.GetProperty("runs").EnumerateArray().Select(run => (run.GetProperty("seed").GetInt32(), run.GetProperty("lastStep").GetInt32())).Distinct(),
            Is.EqualTo(new[] { (900, 40), (901, 40) }));
        using var outcome = JsonDocument.Parse(File.ReadAllText(Path.Combine(part, "outcome.json")));
        var question = outcome.RootElement.GetProperty("question");
        Assert.That(question.GetProperty("pilot").GetBoolean());
        Assert.That((question.GetProperty("seeds").GetString(), question.GetProperty("set")[0].GetString()), Is.EqualTo(("900..901", "train.steps=40")));
    }

    [Test]
    public void Check_RangeOfTheSuitesOwnSeeds_IsNoPilot()
    {
        Invoke("run", Suite, "--out", folder.Path, "--seeds", "1..1", "--quiet");
        Invoke("check", Suite, "--out", folder.Path, "--seeds", "1..1");

        Assert.That(output.Text, Does.Not.Contain("pilot"));
        Assert.That(File.Exists(Path.Combine(folder.Path, "verdicts.json")));
    }

    [TestCase("--seeds 5..3", "--seeds is 5..3; expected an integer of at least 1, or a range such as 900..904 of at most 10000")]
    [TestCase("--seeds 0", "--seeds is 0; expected an integer of at least 1")]
    [TestCase("--set train.steps", "--set is train.steps; expected a path and a value, such as train.steps=500")]
    [TestCase("--set train.steps=no --cell addition", "--set: train.steps is no, expected an integer of at least 1")]
    [TestCase("--set sweep.task.train=[0.5] --only T9", "--only: no suite has a claim 'T9'")]
    public void Bench_WrongPilot_EndsWithTwo(string line, string message)
    {
        Assert.That(Invoke(["bench", Suite, "--out", folder.Path, .. line.Split(' ')]), Is.EqualTo(2), output.Text);
        Assert.That(status.Text, Does.Contain(message));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void Check_FailedRecord_EndsWithThree()
    {
        Invoke("run", Suite, "--out", folder.Path, "--quiet");
        var record = Directory.GetFiles(folder.Path, "record.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        var failed = RecordText.Changed(File.ReadAllText(record), node => (node["status"], node["message"]) = ("failed", "out of luck"));
        File.WriteAllText(record, failed);

        var code = Invoke("check", Suite, "--out", folder.Path);

        Assert.That(code, Is.EqualTo(3), output.Text);
        Assert.That(output.Text, Does.Contain("Failed:\n  tiny ").And.Contain(": out of luck\n").And.Contain("Exit code 3: 1 run failed; 2 claims: "));
    }

    [Test]
    public void Bench_RunsThatNeedTooMuchMemory_FailAndSayWhatToDo()
    {
        // That is 20 KiB; each run takes some 200.
        var code = Invoke("bench", Suite, "--out", folder.Path, "--memory", "0.00002", "--plain");

        Assert.That(code, Is.EqualTo(3), status.Text);
        Assert.That(output.Text, Does.Contain("Runs: 0 trained, 0 reused, 4 failed"));
        Assert.That(status.Text, Does.Contain("of memory, and all runs together may take 0.0 MiB: run it where there is more, or allow more with --memory"));
    }

    [Test]
    public void Report_RecordsOfAnotherEngine_AreHeldAgainstThoseOfThisOne()
    {
        Invoke("run", Suite, "--out", folder.Path, "--quiet");
        foreach (var record in Directory.GetFiles(folder.Path, "record.json", SearchOption.AllDirectories))
        {
            // The same run under another name, as if another engine had come to the same numbers.
            var (from, to) = (Path.GetDirectoryName(record)!, Path.Combine(Path.GetDirectoryName(record)!, "..", "torch-1-0123456789abcdef"));
            Directory.CreateDirectory(to);
            File.Copy(Path.Combine(from, "curve.csv"), Path.Combine(to, "curve.csv"));
            File.Copy(Path.Combine(from, "spec.json"), Path.Combine(to, "spec.json"));
            var renamed = RecordText.Changed(File.ReadAllText(record), Engine.Identity.ToString(), "torch-1-0123456789abcdef");
            File.WriteAllText(Path.Combine(to, "record.json"), renamed);
        }

        var code = Invoke("report", Suite, "--out", folder.Path);

        Assert.That(code, Is.Zero, status.Text);
        Assert.That(output.Text, Does.Contain($"Two engines, {Engine.Identity} and torch-1-0123456789abcdef: 1 of 1 claim decided on both have the same verdict\n"));
        Assert.That(File.ReadAllText(Path.Combine(folder.Path, "report", "tiny.html")), Does.Contain("Of 4 runs that either can train, 4 are finished here, 4 there and 4 on both."));
        using var verdicts = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "verdicts.json")));
        Assert.That(verdicts.RootElement.GetProperty("suites")[0].GetProperty("engines").GetProperty("differing").GetArrayLength(), Is.Zero);
    }

    [Test]
    public void Bench_CompleteRecords_NeedNoMemory()
    {
        Invoke("run", Suite, "--out", folder.Path, "--quiet");

        var code = Invoke("run", Suite, "--out", folder.Path, "--memory", "0.00002", "--quiet");

        Assert.That(code, Is.Zero, status.Text);
        Assert.That(output.Text, Does.Contain("Runs: 0 trained, 4 reused, 0 failed"));
    }

    [TestCase("bench --frofile ci", "unknown option '--frofile'; did you mean --profile?")]
    [TestCase("bench --onyl T1", "unknown option '--onyl'; did you mean --only?")]
    [TestCase("bench tiny --quite", "unknown option '--quite'; did you mean --quiet?")]
    [TestCase("plan --stpes 3", "unknown option '--stpes'; there are --suites, --profile, ")]
    [TestCase("list --profil ci", "unknown option '--profil'; did you mean --profile?")]
    public void Command_UnknownOption_IsNotTakenForASuite(string line, string message)
    {
        Assert.That(Invoke(line.Split(' ')), Is.EqualTo(2), output.Text);
        Assert.That(status.Text, Does.Contain(message).And.Not.Contain("there is no suite"));
    }

    [Test]
    public void Plan_TinySuite_WritesNothing()
    {
        var code = Invoke("plan", Suite, "--jobs", "2");

        Assert.That(code, Is.Zero);
        Assert.That(output.Text, Does.StartWith("suite  runs  shared  core-seconds  memory per run  at a time\ntiny      4       2 "));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void Validate_GoodSuite_SaysWhatItHolds()
    {
        Assert.That(Invoke("validate", Suite), Is.Zero);
        Assert.That(output.Text, Is.EqualTo($"{Suite}: valid (6 runs in 2 groups for profile ci, 2 claims)"));
    }

    [Test]
    public void List_Subjects_EndWithZero([Values("suites", "claims", "tasks", "models", "optimisers", "losses", "measures", "theories", "profiles")] string subject)
    {
        Assert.That(Invoke("list", subject, "--suites", Path.GetDirectoryName(Suite)!), Is.Zero, status.Text);
        Assert.That(output.Text, Is.Not.Empty);
    }

    private int Invoke(params string[] arguments)
    {
        var engines = ImmutableSortedDictionary.Create<string, Func<EngineOptions, IEngine>>(StringComparer.Ordinal).Add("cpu", _ => Engine);
        StepTime[] times = [new(1, 0.001), new(1e9, 0.001)];
        return GrokBenchCommand.Invoke(arguments, new Host(output.Console, status.Console, new ManualClock(), engines, _ => new StepTimes(times), () => 1L << 30));
    }
}
