using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace GrokBench.Runner.Tests.Commands;

/// <summary><c>--expect</c>: whether runs come to the digests that a report has of them.</summary>
[SetCulture("ru-RU")]
internal sealed class ExpectTests
{
    private const string Other = "0000000000000000", TooLong = "0" + Other + Other + Other + Other;

    private Invocation bench = null!;
    private (string Run, string Digest)[] shown = [];
    private string expected = "";

    /// <summary>
    /// Of the whole suite: cell <c>same</c> watches two of the runs that T1 reads beyond T1's last step, at which they have no link then.
    /// </summary>
    [OneTimeSetUp]
    public void MakeAReport()
    {
        bench = new Invocation();
        Assert.That(bench.Run("bench", Invocation.TinySuite), Is.Zero, bench.Errors);
        var rows = Claim("T1").QuerySelectorAll(".digests tbody tr").Select(row => row.QuerySelectorAll("code"));
        shown = [.. rows.Select(codes => (codes[0].TextContent, codes[1].TextContent))];
        Assert.That(shown, Has.Length.EqualTo(4));
        expected = string.Join(',', shown.Select(row => row.Digest[..16]));
    }

    [OneTimeTearDown]
    public void End() => bench.Dispose();

    [Test]
    public void Page_OfAClaim_HasACommandForAClone() => Assert.That(
        Claim("T1").QuerySelector("button.copy")!.GetAttribute("data-copy"),
        Is.EqualTo(
            "make build && dotnet src/GrokBench.Runner/bin/Release/net10.0/grokbench.dll "
            + $"bench {Invocation.TinySuite} --only T1 --profile ci --out results/again/tiny-T1 --expect {expected}"));

    [Test]
    public void Page_OfAClaimThatWasNotRun_ExpectsNothing() =>
        Assert.That(Claim("T2").TextContent, Does.Not.Contain("--expect").And.Contain("grokbench bench "));

    [Test]
    public void Bench_OfTheClaimAlone_HasEveryDigestOfThePage()
    {
        using var again = new Invocation();

        var code = again.Run("bench", Invocation.TinySuite, "--only", "T1", "--expect", expected);

        Assert.That(code, Is.Zero, again.Output + again.Errors);
        foreach (var (run, digest) in shown)
            Assert.That(again.Output, Does.Match($@"(?m)^agrees   addition\[.*\] seed \d \({run}\): {digest} at step (256|300)$"));
        Assert.That(again.Output, Does.Contain(" at step 256\n").And.Contain(" at step 300\n"));
        Assert.That(again.Output, Does.Contain("\nExit code 0: all 4 digests agree; 1 claim: 0 reproduced, 0 refuted, 1 inconclusive, "));
        Assert.That((string?)again.Json("outcome.json")["outcome"], Does.StartWith("all 4 digests agree; "));
    }

    [TestCase("check")]
    [TestCase("report")]
    public void Judging_OneOtherDigest_EndsWith1AndNamesTheRun(string verb)
    {
        var code = bench.Run(verb, Invocation.TinySuite, "--only", "T1", "--expect", $"{Other}{expected[16..]}");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(Regex.Count(bench.Output, "(?m)^agrees   "), Is.EqualTo(3));
        var differs = $"differs  addition[task.train=0.6] seed 0 ({shown[0].Run}): {shown[0].Digest} at step 300\n";
        Assert.That(bench.Output, Does.Contain(differs).And.Contain($"missing  {Other}: expected, and no run has it\n"));
        Assert.That(bench.Output, Does.Contain($"({Invocation.Engine.Identity} here)"));
        Assert.That(bench.Output, Does.Contain("\nExit code 1: 1 of 4 runs differ; 1 claim: "));
        Assert.That((int)bench.Json("parts", "tiny,ci,only=T1", "outcome.json")["exitCode"]!, Is.EqualTo(1));
    }

    [Test]
    public void Judging_ADigestTooMany_EndsWith1()
    {
        Assert.That(bench.Run("check", Invocation.TinySuite, "--only", "T1", "--expect", $"{expected},{Other}"), Is.EqualTo(1));
        Assert.That(bench.Output, Does.Contain("\nExit code 1: 1 expected digest is missing; 1 claim: "));
    }

    [Test]
    public void Digests_WholeAndInCapitals_AreTheSame()
    {
        var whole = string.Join(',', shown.Select(row => row.Digest)).ToUpperInvariant();

        Assert.That(bench.Run("check", Invocation.TinySuite, "--only", "T1", "--expect", whole), Is.Zero, bench.Output);
    }

    [TestCase("0123456789abcdef,abc", "abc")]
    [TestCase("0123456789abcdef,", "")]
    [TestCase("g123456789abcdef", "g123456789abcdef")]
    [TestCase(TooLong, TooLong)]
    public void Digest_ThatIsNone_IsWrongUsage(string text, string wrong)
    {
        Assert.That(bench.Run("check", Invocation.TinySuite, "--expect", text), Is.EqualTo(2));
        Assert.That(bench.Errors, Does.Contain($"--expect has '{wrong}'; expected digests of 16 to 64 hexadecimal digits and commas"));
    }

    private IElement Claim(string id) =>
        new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(bench.Out, "report", "tiny.html"))).GetElementById(id)!;
}
