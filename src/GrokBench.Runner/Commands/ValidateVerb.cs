using GrokBench.Runner.Hosting;
using GrokBench.Runner.Preparation;
using GrokBench.Runner.Screens;

namespace GrokBench.Runner.Commands;

/// <summary><c>validate</c>: reads suites and trains nothing.</summary>
internal static class ValidateVerb
{
    public static ExitCode Execute(BenchRequest request, Host host)
    {
        if (SuiteLoader.Load(request, host) is not { } suites) return ExitCode.BadInput;
        foreach (var suite in suites) host.Say($"{suite.File}: valid ({SuiteListing.Contents(suite)})");
        return ExitCode.Success;
    }
}
