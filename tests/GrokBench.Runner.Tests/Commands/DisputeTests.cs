using GrokBench.Runner.Commands;
using GrokBench.Runner.Preparation;
using GrokBench.Runner.Verifying;
using GrokBench.Suites.Records;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>Two folders of the same runs.</summary>
public sealed class DisputeTests
{
    private const string OtherDigest = "00000000000000000000000000000000000000000000000000000000000000ff";

    private TemporaryFolder others = null!;
    private Invocation a = null!, b = null!;

    [SetUp]
    public void SetUp()
    {
        others = new TemporaryFolder();
        (a, b) = (new Invocation(), new Invocation(others.Path));
        Assert.That(a.Run("run", Invocation.TinySuite), Is.Zero, a.Errors);
        foreach (var file in Directory.GetFiles(a.Out, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(others.Path, Path.GetRelativePath(a.Out, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [TearDown]
    public void TearDown()
    {
        a.Dispose();
        b.Dispose();
        others.Dispose();
    }

    [Test]
    public void Dispute_TheSameRecords_NothingDiffers()
    {
        Assert.That(Dispute(), Is.Zero, a.Output);
        Assert.That(a.Output, Does.Contain($"4 finished runs in both {a.Out} (A) and {b.Out} (B), 0 of which differ")
            .And.Contain("Exit code 0: 0 of 4 shared runs differ"));
    }

    [Test]
    public void Dispute_LinksOfBothAreChanged_SaysWithWhichThisMachineAgrees()
    {
        VerifyTests.Change(a.Records[0], node => node["trajectory"]![5]!["digest"] = OtherDigest);
        VerifyTests.Change(b.Records[1], node => node["trajectory"]![2]!["digest"] = OtherDigest);
        VerifyTests.Change(a.Records[2], node => node["trajectory"]![1]!["digest"] = OtherDigest);
        VerifyTests.Change(b.Records[2], node => node["trajectory"]![1]!["digest"] = OtherDigest[1..] + "0");

        Assert.That(Dispute(), Is.EqualTo(1));
        var (differing, settled) = (Lines("differs "), Lines("settled "));
        Assert.That(differing, Has.Length.EqualTo(3));
        Assert.That(differing[0],
            Does.Contain("at step 16: links agree to step 8, and differ at step 16, of which the records do not tell the tensor"));
        Assert.That(settled, Has.Length.EqualTo(3));
        Assert.That(Of(settled, a.Records[0]), Does.EndWith("to step 16 this machine agrees with B"));
        Assert.That(Of(settled, a.Records[1]), Does.EndWith("to step 2 this machine agrees with A"));
        Assert.That(Of(settled, a.Records[2]), Does.EndWith("to step 1 this machine agrees with neither"));
        Assert.That(a.Output, Does.Contain("Exit code 1: 3 of 4 shared runs differ"));
    }

    [Test]
    public void Dispute_AValueOfACurve_IsSettledAtItsEvaluation()
    {
        VerifyTests.ChangeCurve(a.Records[0], "train.loss", 7, 0.5);

        Assert.That(Dispute(), Is.EqualTo(1));
        Assert.That(Lines("differs ").Single(), Does.Match(@"train\.loss is 0\.5 in A and [\d.]+ in B"));
        Assert.That(Lines("settled ").Single(), Does.EndWith("this machine agrees with B"));
    }

    [Test]
    public void Dispute_LongerInOneFolder_IsNone()
    {
        var longer = a.Suite("tiny", text => text.Replace("steps: 300", "steps: 350", StringComparison.Ordinal));
        Assert.That(b.Run("run", longer), Is.Zero, b.Errors);

        Assert.That(Dispute(), Is.Zero, a.Output);
    }

    [Test]
    public void Dispute_NoSharedRun_EndsWithFour()
    {
        Directory.Delete(Path.Combine(b.Out, RunFiles.Runs), recursive: true);
        Assert.That(b.Run("run", a.Suite("second", text => text.Replace("modulus: 13", "modulus: 11", StringComparison.Ordinal))), Is.Zero,
            b.Errors);

        Assert.That(Dispute(), Is.EqualTo(4));
        Assert.That(a.Output, Does.Contain("Exit code 4: the folders share no finished run of the same engine"));
    }

    [Test]
    public void Dispute_NoFolder_IsRefused()
    {
        Assert.That(a.Command("dispute", a.Out, Path.Combine(others.Path, "nowhere")), Is.EqualTo(2));
        Assert.That(a.Errors, Does.Contain("nowhere; expected a result folder"));
        Assert.That(a.Command("dispute", a.Out), Is.EqualTo(2));
        Assert.That(a.Command("dispute", a.Out, b.Out, "--scratch", Path.Combine(b.Out, "scratch")), Is.EqualTo(2));
        Assert.That(a.Errors, Does.Contain("which is in a folder that is compared"));
    }

    [Test]
    public void Dispute_AnUnusableRecord_IsAFailure()
    {
        File.WriteAllText(b.Records[0], "{}");

        Assert.That(Dispute(), Is.EqualTo(3));
        Assert.That(Lines("failed ").Single(), Does.Contain($"{b.Records[0]} is unusable"));
    }

    [Test]
    public void Dispute_Interrupted_IsSaid()
    {
        VerifyTests.Change(a.Records[0], node => node["trajectory"]![5]!["digest"] = OtherDigest);
        var request = new VerifyRequest { Folder = a.Out, Other = b.Out, Bench = new() { Progress = ProgressStyle.Quiet } };

        Assert.That(a.Command(host => (int)DisputeVerb.Execute(request, host, new CancellationToken(canceled: true))), Is.EqualTo(130));
        Assert.That(a.Output, Does.Contain("Exit code 130: interrupted: 1 of 4 shared runs differs"));
    }

    private int Dispute() => a.Command("dispute", a.Out, b.Out, "--quiet", "--jobs", "1");

    private string[] Lines(string start) =>
        [.. a.Output.Split('\n').Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => line.TrimEnd())];

    private static string Of(string[] lines, string record) => lines.Single(line =>
        line.Contains(Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(record)!)!), StringComparison.Ordinal));
}
