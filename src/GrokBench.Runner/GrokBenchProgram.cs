using System.Reflection;
using GrokBench.Models;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Runner.Commands;
using GrokBench.Runner.Hosting;

namespace GrokBench.Runner;

/// <summary>The program <c>grokbench</c>, for programs of one file that bring kinds of their own beside a suite.</summary>
public static class GrokBenchProgram
{
    /// <param name="arguments">The command line, as of <c>grokbench</c>.</param>
    /// <param name="extensions">
    /// Assemblies whose tasks, families, optimisers, losses, measures, checks and quantities suites can name, as if they were part of the program. A
    /// run carries the name and version of the assembly that a kind of it is from. That of <c>GrokBench.Torch</c> adds the engine <c>torch</c>.
    /// </param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments, params ReadOnlySpan<Assembly> extensions)
    {
        // Programs of one file are built as if they were to be compiled ahead of time, which switches it off.
        AppContext.SetSwitch("System.Text.Json.JsonSerializer.IsReflectionEnabledByDefault", true);
        if (OpenFileLimit.Problem() is { } problem)
        {
            OpenFileLimit.Complain(problem);
            return (int)ExitCode.Failed;
        }

        var host = SystemHost.Create();
        try
        {
            foreach (var assembly in extensions)
            {
                Catalogue.Include(assembly);
                ClaimCatalogue.Include(assembly);
                host = host with { Engines = host.Engines.SetItems(EngineMakers.In(assembly)) };
            }
        }
        catch (ArgumentException exception)
        {
            host.Complain(exception.Message);
            return (int)ExitCode.BadInput;
        }

        return GrokBenchCommand.Invoke(arguments, host);
    }
}
