using GrokBench.Runner.Tests.Downloading;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.EndToEnd.CommandLine;

/// <summary>Downloads of the real command from servers on this machine.</summary>
public sealed class DataTests
{
    [TestCase("INT")]
    [TestCase("TERM")]
    public void Data_Interrupted_KeepsThePartAndEndsWithItsCode(string signal)
    {
        if (signal == "INT" && GrokBenchProcess.IgnoresCtrlC()) Assert.Ignore("Ctrl-C is ignored by what runs in the background");
        using var folder = new TemporaryFolder();
        using var dripping = new LocalMirror(new byte[9_912_422]) { Drips = TimeSpan.FromMilliseconds(50) };
        using var child = GrokBenchProcess.Start("data", "--to", folder.Path, "--mirror", dripping.Address.OriginalString);
        var part = new FileInfo(Path.Combine(folder.Path, "train-images-idx3-ubyte.gz.part"));
        while (!part.Exists || part.Length == 0)
        {
            Assert.That(child.HasExited, Is.False, () => child.Ending());
            Thread.Sleep(20);
            part.Refresh();
        }

        child.Signal(signal);
        var ended = child.Wait();

        part.Refresh();
        Assert.That(ended.Code, Is.EqualTo(130), ended.Errors);
        Assert.That(ended.Errors, Does.EndWith(
            $"Interrupted: what has come is kept. Once more ends at once.\nInterrupted; the same command goes on with what is in {folder.Path}.\n"));
        Assert.That(part.Length, Is.Positive);
    }

    [Test]
    public void Data_SeveralProcessesAtOnce_NoneFailsBecauseOfAnother()
    {
        using var folder = new TemporaryFolder();
        using var wrong = new LocalMirror(new byte[4_542]);
        var children = Enumerable.Range(0, 3).Select(_ => GrokBenchProcess.Start("data", "--to", folder.Path, "--mirror", wrong.Address.OriginalString)).ToArray();
        var endings = children.Select(child => child.Wait()).ToArray();
        foreach (var child in children) child.Dispose();

        Assert.That(endings.Select(ended => ended.Code), Is.All.EqualTo(3), "the mirror has none of the files");
        Assert.That(endings.Select(ended => ended.Errors), Is.All.Contains("No mirror gave ").And.All.Not.Contains("cannot download"));
        Assert.That(Directory.GetFiles(folder.Path).Select(Path.GetFileName), Is.EqualTo(new[] { ".download.lock" }));
    }
}
