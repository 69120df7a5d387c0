using System.Diagnostics;

namespace GrokBench.EndToEnd.Browser;

/// <summary>A POSIX shell that something is pasted into.</summary>
internal static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <returns>The exit code of the last command, and what all of them wrote to either stream.</returns>
    public static (int Code, string Output) Paste(string text, string folder)
    {
        var start = new ProcessStartInfo("sh")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add("-s");
        using var shell = Process.Start(start)!;
        shell.StandardInput.Write($"exec 2>&1\n{text}\n");
        shell.StandardInput.Close();
        var output = shell.StandardOutput.ReadToEndAsync();
        if (!shell.WaitForExit(Patience))
        {
            shell.Kill(entireProcessTree: true);
            Assert.Fail($"the commands did not end: {text}");
        }

        return (shell.ExitCode, output.GetAwaiter().GetResult());
    }
}
