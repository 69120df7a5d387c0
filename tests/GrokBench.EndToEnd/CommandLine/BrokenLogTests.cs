using System.Diagnostics;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.EndToEnd.CommandLine;

/// <summary>Standard output and standard error that break, under a shell that breaks them.</summary>
[Platform("Linux")]
public sealed class BrokenLogTests
{
    private TemporaryFolder folder = null!;

    private string Out => Path.Combine(folder.Path, "out");

    [SetUp]
    public void MakeFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [TestCase("2>/dev/full")]
    [TestCase("2>&-")]
    [TestCase(">/dev/full 2>&1")]
    [TestCase(">&- 2>&-")]
    [TestCase("<&- >&- 2>&-")]
    [TestCase("2>&1 | head -c 10")]
    public void Bench_LogThatBreaks_ComesToItsEnd(string redirection)
    {
        Shell($"bench {GrokBenchProcess.Suite("two")} --out {Out} {redirection}");

        var outcome = new ResultFolder(Out).Outcome();
        Assert.That(outcome.GetProperty("exitCode").GetInt32(), Is.Zero);
        Assert.That(outcome.GetProperty("runs").GetProperty("trained").GetInt32(), Is.EqualTo(2));
        Assert.That(File.Exists(Path.Combine(Out, "report", "index.html")));
    }

    [TestCase(">/dev/full", 3)]
    [TestCase(">&-", 3)]
    [TestCase("2>&-", 0)]
    public void List_OutputThatBreaks_EndsWith(string redirection, int code) => Assert.That(Shell($"list profiles {redirection}").Code, Is.EqualTo(code));

    [Test]
    public void Bench_TooFewOpenFiles_SaysHowMany()
    {
        var (code, errors) = Shell($"bench {GrokBenchProcess.Suite("two")} --out {Out}", "ulimit -n 60; ");

        Assert.That(errors, Is.EqualTo("a process may have 60 files open here; grokbench needs 256: raise the limit with ulimit -n 256\n"));
        Assert.That(code, Is.EqualTo(3));
    }

    private static (int Code, string Errors) Shell(string command, string before = "")
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"{before}dotnet {Path.Combine(AppContext.BaseDirectory, "grokbench.dll")} {command}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var output = shell.StandardOutput.ReadToEndAsync();
        var errors = shell.StandardError.ReadToEnd();
        output.Wait();
        shell.WaitForExit();
        return (shell.ExitCode, errors);
    }
}
