using System.Collections.Immutable;
using GrokBench.Models;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Preparation;
using GrokBench.Runner.Screens;

namespace GrokBench.Runner.Commands;

/// <summary><c>list</c>: what there is to run, and what suites can be made of.</summary>
internal static class ListVerb
{
    public static ImmutableArray<string> Subjects { get; } =
        ["suites", "claims", "tasks", "models", "optimisers", "losses", "measures", "theories", "profiles"];

    public static ExitCode Execute(string what, BenchRequest request, Host host)
    {
        switch (what)
        {
            case "tasks":
                KindListing.Show(host.Output, Catalogue.Tasks.Values);
                return ExitCode.Success;
            case "models":
                KindListing.Show(host.Output, Catalogue.Families.Values);
                return ExitCode.Success;
            case "optimisers":
                KindListing.Show(host.Output, Catalogue.Optimisers.Values);
                return ExitCode.Success;
            case "losses":
                KindListing.Show(host.Output, Catalogue.Losses.Values);
                return ExitCode.Success;
            case "measures":
                KindListing.Show(host.Output, Catalogue.Measures.Values);
                return ExitCode.Success;
            case "theories":
                TheoryListing.Show(host.Output);
                return ExitCode.Success;
            case "profiles":
                ProfileListing.Show(host.Output);
                return ExitCode.Success;
        }

        if (SuiteLoader.Load(request, host) is not { } suites) return ExitCode.BadInput;
        if (what == "claims") SuiteListing.ShowClaims(host.Output, suites);
        else SuiteListing.ShowSuites(host.Output, suites);
        return ExitCode.Success;
    }
}
