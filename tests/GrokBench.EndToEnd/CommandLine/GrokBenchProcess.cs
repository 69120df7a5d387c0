using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GrokBench.EndToEnd.CommandLine;

/// <summary>The real command as a child process.</summary>
internal sealed class GrokBenchProcess : IDisposable
{
    /// <summary>So long that only what hangs is ended, on a machine that is busy with other things too.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();

    private GrokBenchProcess(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "grokbench.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => process.HasExited;

    public static string Suite(string name) => Path.Combine(AppContext.BaseDirectory, "Suites", $"{name}.yaml");

    public static GrokBenchProcess Start(params IEnumerable<string> arguments) => new(arguments, new Dictionary<string, string>());

    /// <param name="environment">Added to the environment of the tests.</param>
    public static GrokBenchProcess StartWith(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments) =>
        new(arguments, environment);

    /// <summary>Runs the command to its end.</summary>
    public static Ended Run(params IEnumerable<string> arguments) => RunWith(new Dictionary<string, string>(), arguments);

    /// <param name="environment">Added to the environment of the tests.</param>
    public static Ended RunWith(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        using var child = new GrokBenchProcess(arguments, environment);
        return child.Wait();
    }

    public Ended Wait()
    {
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            Assert.Fail($"the command did not end:\n{errors}");
        }

        process.WaitForExit();
        return new Ended(process.ExitCode, output.ToString(), errors.ToString());
    }

    /// <summary>For an assertion that it still runs: waits for its end and shows its complaints.</summary>
    public string Ending() => $"it ended too early: {Wait().Errors}";

    /// <summary>
    /// Whether Ctrl-C does nothing to a child of this process: a shell that starts something in the background has it ignore SIGINT, and so do
    /// its children.
    /// </summary>
    public static bool IgnoresCtrlC()
    {
        const string Status = "/proc/self/status", Label = "SigIgn:";
        if (!File.Exists(Status)) return false;
        var mask = File.ReadLines(Status).First(line => line.StartsWith(Label, StringComparison.Ordinal))[Label.Length..].Trim();
        const ulong Interrupt = 1UL << (2 - 1);
        return (ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & Interrupt) != 0;
    }

    /// <param name="signal">INT, which Ctrl-C sends, or TERM, which schedulers send.</param>
    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Ends it without a chance to tidy up.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            if (line is not null) text.Append(line).Append('\n');
        }
    }

    internal sealed record Ended(int Code, string Output, string Errors)
    {
        public string LastLine => Output.TrimEnd().Split('\n')[^1];
    }
}
