using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GrokBench.Runner.Commands;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Preparation;
using GrokBench.Runner.Verifying;
using GrokBench.Suites.Records;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>Records are trained again beside their folder, and compared.</summary>
public sealed class VerifyTests
{
    private const string OtherDigest = "00000000000000000000000000000000000000000000000000000000000000ff";

    private Invocation bench = null!;

    [SetUp]
    public void SetUp()
    {
        bench = new Invocation();
        Assert.That(bench.Run("run", Invocation.TinySuite), Is.Zero, bench.Errors);
    }

    [TearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void Verify_OwnRecords_AgreeAndTheFolderIsNotTouched()
    {
        var before = Everything(bench.Out);
        Assert.That(Verify(), Is.Zero, bench.Output);

        Assert.That(Lines("agrees "), Has.Length.EqualTo(4));
        Assert.That(bench.Output, Does.Contain("4 finished runs of 1 suite, 4 of which can be trained again here"));
        Assert.That(bench.Output, Does.Match(@"Training 4 runs again, all of them: at most about [\d.]+ s with 1 at a time"),
            "the time is told before");
        Assert.That(bench.Output, Does.Match(
            @"agrees   tiny addition\[task\.train=0\.7\] seed 1 \([0-9a-f]{16}\): 11 links to step 400, 9 series at \d+ evaluations"));
        Assert.That(bench.Output, Does.Contain("Exit code 0: 4 runs agree, 0 differ, 0 failed"));
        Assert.That(Everything(bench.Out), Is.EqualTo(before));
    }

    [Test]
    public void Verify_ALinkIsChanged_NamesLinksAndTensor()
    {
        Change(bench.Records[0], node =>
        {
            node["trajectory"]![3]!["digest"] = OtherDigest;
            var part = node["parts"]!.AsArray().Single(part => part!["name"]!.GetValue<string>() == "output.weight")!;
            var digests = part["digests"]!.GetValue<string>().Split(' ');
            digests[3] = OtherDigest[..16];
            part["digests"] = string.Join(' ', digests);
        });
        var before = Everything(bench.Out);

        Assert.That(Verify(), Is.EqualTo(1));
        Assert.That(Lines("differs ").Single(),
            Does.Contain("at step 4: links agree to step 2, and differ at step 4, in output.weight; no common evaluation differs"));
        Assert.That(bench.Output, Does.Contain("Exit code 1: 3 runs agree, 1 differs, 0 failed"));
        Assert.That(Everything(bench.Out), Is.EqualTo(before));
    }

    [Test]
    public void Verify_ARecordWithoutParts_SaysThatItDoesNotTell()
    {
        Change(bench.Records[0], node =>
        {
            node["trajectory"]![0]!["digest"] = OtherDigest;
            node.AsObject().Remove("parts");
        });

        Assert.That(Verify(), Is.EqualTo(1));
        Assert.That(
            Lines("differs ").Single(), Does.Contain("at step 0: links differ at step 0, of which the records do not tell the tensor"));
    }

    [Test]
    public void Verify_AValueOfACurveIsChanged_NamesEvaluationSeriesAndBothValues()
    {
        ChangeCurve(bench.Records[0], "test.loss", 5, 0.125);

        Assert.That(Verify(), Is.EqualTo(1));
        Assert.That(Lines("differs ").Single(), Does.Match(
            @"at step (\d+): all common links agree, the last at step 300; the first evaluation that differs is at step \1: "
            + @"test\.loss is 0\.125 in the record and [\d.]+ here"));
    }

    [Test]
    public void Verify_OtherEngines_AreListedAndTheRestIsVerified()
    {
        RenameEngine(bench.Records[0]);

        Assert.That(Verify(), Is.Zero, bench.Output);
        Assert.That(bench.Output,
            Does.Contain($"Not verifiable here, 1 run: of engine cpu-3-0123456789abcdef; this build has {Invocation.Engine.Identity}"));
        Assert.That(bench.Output, Does.Contain("Exit code 0: 3 runs agree, 0 differ, 0 failed"));

        foreach (var record in bench.Records.Where(record => !record.Contains("cpu-3-", StringComparison.Ordinal))) RenameEngine(record);
        Assert.That(Verify(), Is.EqualTo(4));
        Assert.That(bench.Output, Does.Contain("Exit code 4: no run can be verified here"));
    }

    [Test]
    public void Verify_ASample_IsRepeatableAndOfEverySuite()
    {
        Assert.That(bench.Run("run", bench.Suite("second", text => text.Replace("modulus: 13", "modulus: 11", StringComparison.Ordinal))),
            Is.Zero, bench.Errors);
        Assert.That(Verify("--sample", "2", "--seed", "5"), Is.Zero, bench.Output);
        var output = bench.Output;

        var suites = Lines("agrees ").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        Assert.That(suites, Is.EqualTo(new[] { "second", "tiny" }));
        Assert.That(output, Does.Contain("Training 2 runs again, chosen with --seed 5, as many of each suite"));
        Verify("--sample", "2", "--seed", "5");
        Assert.That(bench.Output, Is.EqualTo(output));
        var others = Enumerable.Range(0, 10).Select(seed =>
        {
            Verify("--sample", "2", "--seed", seed.ToString(CultureInfo.InvariantCulture));
            return Lines("agrees ")[0];
        });
        Assert.That(others.Distinct().Count(), Is.GreaterThan(1));
    }

    [Test]
    public void Verify_AClaim_IsTheRunsThatItReads()
    {
        var suite = bench.Suite("other", text => text.Replace("over: addition", "over: same", StringComparison.Ordinal));
        Assert.That(bench.Run("run", suite), Is.Zero, bench.Errors);

        Assert.That(Verify("--claim", "T1", "--suite", suite), Is.Zero, bench.Errors + bench.Output);
        Assert.That(Lines("agrees "), Has.Length.EqualTo(2));
        Assert.That(Verify("--claim", "T2", "--suite", suite), Is.EqualTo(2), "it is not trained in this profile");
        Assert.That(bench.Errors, Does.Contain($"{bench.Out} has no record of a run that T2 reads"));
        Assert.That(Verify("--claim", "T7", "--suite", suite), Is.EqualTo(2));
        Assert.That(bench.Errors, Does.Contain("--claim: no suite has a claim 'T7'; did you mean T"));
    }

    [Test]
    public void Verify_ASuiteThatIsNotThere_IsRefused()
    {
        Assert.That(Verify("--suite", "tinny"), Is.EqualTo(2));
        Assert.That(bench.Errors, Does.Contain($"--suite: {bench.Out} has no run of suite 'tinny'; did you mean tiny?"));
    }

    [Test]
    public void Verify_RecordsOfSchemaOne_AreVerifiedFromTheirSpecification()
    {
        foreach (var record in bench.Records) File.WriteAllText(record, OfSchemaOne(File.ReadAllText(record)));

        Assert.That(Verify(), Is.Zero, bench.Output + bench.Errors);
        Assert.That(Lines("agrees "), Has.Length.EqualTo(4).And.All.Contain("tiny "), "runs.csv has their names");
        File.Delete(Path.Combine(bench.Out, "runs.csv"));
        Assert.That(Verify(), Is.Zero, bench.Output + bench.Errors);
        Assert.That(bench.Output, Does.Match("agrees   [0-9a-f]{16}: 11 links"));
    }

    [Test]
    public void Verify_ASpecificationOfAnotherVersion_IsNotVerifiableHere()
    {
        var record = bench.Records[0];
        var spec = Path.Combine(Path.GetDirectoryName(record)!, RunFiles.Spec);
        File.WriteAllText(spec, "{}");

        Assert.That(Verify(), Is.Zero);
        Assert.That(bench.Output, Does.Contain($"Not verifiable here, 1 run: {spec} is not the specification of this run"));
        Assert.That(Lines("agrees "), Has.Length.EqualTo(3));
    }

    [Test]
    public void Verify_AnUnusableRecord_IsAFailure()
    {
        File.WriteAllText(bench.Records[0], File.ReadAllText(bench.Records[0])
            .Replace("\"steps\": ", "\"steps\": 1", StringComparison.Ordinal));

        Assert.That(Verify(), Is.EqualTo(3));
        Assert.That(Lines("failed ").Single(), Does.Contain($"{bench.Records[0]} is unusable: its checksum does not match"));
        Assert.That(bench.Output, Does.Contain("Exit code 3: 3 runs agree, 0 differ, 1 failed"));
    }

    [Test]
    public void Verify_ACurveThatIsNotTheRecords_IsAFailure()
    {
        var curve = Path.Combine(Path.GetDirectoryName(bench.Records[0])!, RunFiles.Curve);
        File.AppendAllText(curve, "401,train.loss,1\n");

        Assert.That(Verify(), Is.EqualTo(3));
        Assert.That(Lines("failed ").Single(), Does.Contain($"{curve} is unusable"));
    }

    [Test]
    public void Verify_Interrupted_IsSaidAndTheFolderIsNotTouched()
    {
        var before = Everything(bench.Out);
        var request = new VerifyRequest { Folder = bench.Out, Bench = new() { Progress = ProgressStyle.Quiet } };
        var code = bench.Command(host => (int)VerifyVerb.Execute(request, host, new CancellationToken(canceled: true)));

        Assert.That(code, Is.EqualTo((int)ExitCode.Interrupted));
        Assert.That(bench.Output, Does.Contain("Exit code 130: interrupted, 4 of 4 runs unfinished: 0 runs agree, 0 differ, 0 failed"));
        Assert.That(Everything(bench.Out), Is.EqualTo(before));
    }

    [Test]
    public void Verify_AScratchFolder_KeepsTheNewRecords()
    {
        using var scratch = new TemporaryFolder();
        Assert.That(Verify("--scratch", scratch.Path), Is.Zero);

        Assert.That(Directory.GetFiles(scratch.Path, RunFiles.Record, SearchOption.AllDirectories), Has.Length.EqualTo(4));
        Assert.That(bench.Output, Does.Contain($"The new records are in {scratch.Path}"));
    }

    [Test]
    public void Verify_AScratchFolderInTheFolderItself_IsRefused()
    {
        var before = Everything(bench.Out);
        Assert.That(Verify("--scratch", Path.Combine(bench.Out, "scratch")), Is.EqualTo(2));

        Assert.That(bench.Errors, Does.Contain("which is in the folder that is verified; expected another folder"));
        Assert.That(Everything(bench.Out), Is.EqualTo(before));
    }

    [Test]
    public void Verify_AFolderWithoutRecords_IsRefused()
    {
        using var empty = new TemporaryFolder();
        Assert.That(bench.Command("verify", empty.Path), Is.EqualTo(2));
        Assert.That(bench.Errors, Does.Contain($"there are no records of finished runs in {empty.Path}; expected a result folder"));
    }

    [TestCase("--sample", "0", "--sample is 0; expected an integer of at least 1")]
    [TestCase("--seed", "-1", "--seed is -1; expected an integer of at least 0")]
    [TestCase("--scratch", "", "--scratch is empty; expected the path of a folder")]
    [TestCase("--sampel", "3", "--sampel")]
    public void Verify_WrongOption_IsRefused(string option, string value, string message)
    {
        Assert.That(Verify(option, value), Is.EqualTo(2));
        Assert.That(bench.Errors, Does.Contain(message));
    }

    private int Verify(params string[] options) => bench.Command(["verify", bench.Out, "--quiet", "--jobs", "1", .. options]);

    private string[] Lines(string start) => [.. bench.Output.Split('\n').Where(line => line.StartsWith(start, StringComparison.Ordinal))];

    private static string Everything(string folder)
    {
        var entries = Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        return string.Join("\n",
            entries.Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O} {(File.Exists(path) ? Sum(path) : "")}"));
    }

    private static string Sum(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));

    internal static void Change(string file, Action<JsonNode> change) =>
        File.WriteAllText(file, RecordText.Changed(File.ReadAllText(file), change));

    /// <summary>Changes a value of a curve, and the record so that it vouches for it.</summary>
    internal static void ChangeCurve(string record, string series, int evaluation, double value)
    {
        var path = Path.Combine(Path.GetDirectoryName(record)!, RunFiles.Curve);
        var rows = File.ReadAllLines(path);
        int[] own = [.. Enumerable.Range(0, rows.Length).Where(i => rows[i].Split(',')[1] == series)];
        var step = rows[own[evaluation]].Split(',')[0];
        rows[own[evaluation]] = string.Create(CultureInfo.InvariantCulture, $"{step},{series},{value}");
        File.WriteAllText(path, string.Concat(rows.Select(row => row + "\n")));
        var digest = SeriesDigest.Of(
            [.. own.Select(i => long.Parse(rows[i].Split(',')[0], CultureInfo.InvariantCulture))],
            [.. own.Select(i => double.Parse(rows[i].Split(',')[2], CultureInfo.InvariantCulture))]);
        Change(record, node => node["seriesDigests"]![series] = digest);
    }

    private static void RenameEngine(string record)
    {
        var folder = Path.GetDirectoryName(record)!;
        File.WriteAllText(record,
            RecordText.Changed(File.ReadAllText(record), Invocation.Engine.Identity.ToString(), "cpu-3-0123456789abcdef"));
        Directory.Move(folder, Path.Combine(folder, "..", "cpu-3-0123456789abcdef"));
    }

    private static string OfSchemaOne(string record)
    {
        var node = JsonNode.Parse(record)!.AsObject();
        node["schema"] = 1;
        foreach (var (series, word) in node["notFinite"]!.AsObject()) node["final"]![series] = word!.GetValue<string>();
        foreach (var later in (string[])["settings", "askedBy", "notFinite", "parts", "checksum"]) node.Remove(later);
        return node.ToJsonString();
    }
}
