using System.Text.Json;
using GrokBench.EndToEnd.Families;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.EndToEnd.CommandLine;

/// <summary>The same records give the same verdicts, estimates and intervals to the last bit, whatever the processor and its C library compute with.</summary>
public sealed class VerdictBitsTests
{
    private TemporaryFolder folder = null!;
    private string undisturbed = null!;

    [OneTimeSetUp]
    public void TrainAndJudge()
    {
        folder = new TemporaryFolder();
        var ended = GrokBenchProcess.Run("run", GrokBenchProcess.Suite("verdicts"), "--out", folder.Path);
        Assert.That(ended.Code, Is.Zero, ended.Errors);
        undisturbed = Judge(new Dictionary<string, string>());
        Assert.That(undisturbed, Does.Contain("to the power of").And.Not.Contain("no slope"), "the slopes are defined");
    }

    [OneTimeTearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void Check_NoVectors_SameVerdicts()
    {
        var found = Path.Combine(folder.Path, "found.json");

        var verdicts = Judge(new Dictionary<string, string>([.. Surroundings.Ask(found), new("DOTNET_EnableHWIntrinsic", "0")]));

        Assert.That(Surroundings.Read(found).MultiplyAdd, Is.False, "the switch acted");
        Assert.That(verdicts, Is.EqualTo(undisturbed));
    }

    /// <summary>glibc has a second set of elementary functions for processors without fused multiply-add; some of their results differ in the last bit.</summary>
    [Test, Platform("Linux")]
    public void Check_OtherFunctionsOfTheCLibrary_SameVerdicts()
    {
        var verdicts = Judge(new Dictionary<string, string> { ["GLIBC_TUNABLES"] = "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F" });

        Assert.That(verdicts, Is.EqualTo(undisturbed));
    }

    /// <summary>What was decided, without the time and the machine.</summary>
    private string Judge(Dictionary<string, string> environment)
    {
        var ended = GrokBenchProcess.RunWith(environment, "check", GrokBenchProcess.Suite("verdicts"), "--out", folder.Path);
        Assert.That(ended.Code, Is.Zero, ended.Errors);
        using var verdicts = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "verdicts.json")));
        return verdicts.RootElement.GetProperty("suites").GetRawText();
    }
}
