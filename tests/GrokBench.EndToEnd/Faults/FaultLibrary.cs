using System.Diagnostics;
using GrokBench.EndToEnd.CommandLine;

namespace GrokBench.EndToEnd.Faults;

/// <summary>The library that makes operations on files fail, compiled from <c>faults.c</c>.</summary>
internal static class FaultLibrary
{
    /// <summary>Compiles it, or ends the test as ignored where that cannot be done.</summary>
    /// <returns>The library's path.</returns>
    public static string Compile(string folder)
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("faults are injected on Linux only");
        var path = Path.Combine(folder, "faults.so");
        var source = Path.Combine(Repository.Path, "tests", "GrokBench.EndToEnd", "Faults", "faults.c");
        try
        {
            using var compiler = Process.Start("gcc", ["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o", path, source, "-ldl"]);
            compiler.WaitForExit();
            Assert.That(compiler.ExitCode, Is.Zero, "faults.c does not compile");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("skipped, no gcc");
        }

        return path;
    }

    /// <summary>The operations that a command does on files of its result folder, one after another.</summary>
    public static string[] Operations(string library, string root, params IEnumerable<string> arguments)
    {
        var log = $"{root}.log";
        var ended = GrokBenchProcess.RunWith(Fault.None.Environment(library, root, log), arguments);
        Assert.That(ended.Code, Is.Zero, ended.Errors);
        return File.ReadAllLines(log);
    }
}
