using System.Diagnostics;
using GrokBench.Reports.Commands;

namespace GrokBench.Reports.Tests.Commands;

public sealed class ShellWordTests
{
    [TestCase("suites/nanda-2023.yaml", "suites/nanda-2023.yaml")]
    [TestCase("my results", "'my results'")]
    [TestCase("addition[task.train=0.4]", "'addition[task.train=0.4]'")]
    [TestCase("it's", @"'it'\''s'")]
    [TestCase("", "''")]
    public void Quote_Word_OnlyWhereAShellWouldReadMoreIntoIt(string word, string quoted) => Assert.That(ShellWord.Quote(word), Is.EqualTo(quoted));

    [TestCase("a b")]
    [TestCase("$HOME `x` $(y) \"z\" 'w'")]
    [TestCase("cell[a=*,b?]{1,2}~!#;&|<>\\")]
    [TestCase("~")]
    public void Quote_AnyWord_ComesOutOfAShellAsItWas(string word)
    {
        if (!File.Exists("/bin/sh")) Assert.Ignore("there is no POSIX shell here");
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"printf %s {ShellWord.Quote(word)}"]) { RedirectStandardOutput = true })!;

        Assert.That(shell.StandardOutput.ReadToEnd(), Is.EqualTo(word));
    }
}
