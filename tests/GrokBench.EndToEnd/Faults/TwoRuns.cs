using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GrokBench.EndToEnd.CommandLine;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Runner.Commands;
using GrokBench.Runner.Hosting;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Engines.Cpu;
using Spectre.Console;

namespace GrokBench.EndToEnd.Faults;

/// <summary>The suite that faults happen to, and what a folder of its results must hold whatever happened there.</summary>
internal static class TwoRuns
{
    private static readonly CpuEngine Engine = CpuEngine.Create();

    public static string Suite { get; } = GrokBenchProcess.Suite("two");

    private static ImmutableArray<RunSpec> Runs { get; } =
        [.. SuiteReader.Read([Suite], "ci", ClaimCatalogue.Vocabulary).Suites[0].Groups.SelectMany(group => group.Cells).SelectMany(cell => cell.Runs)];

    /// <summary>A bench without progress, with a checkpoint after every step.</summary>
    public static string[] Bench(string folder, params string[] options) => ["bench", Suite, "--out", folder, "--jobs", "1", "--checkpoint", "0", "--quiet", .. options];

    /// <summary>Digests of the runs that are finished in a folder, by run id, as this program reads them.</summary>
    public static ImmutableSortedDictionary<string, string> Finished(string folder)
    {
        var store = new RunStore(folder, Engine.Identity);
        return Runs.Select(spec => (Id: spec.Id.Text, Found: store.Read(spec).Value))
            .Where(run => run.Found is { Record.Status: RunStatus.Complete })
            .ToImmutableSortedDictionary(run => run.Id, run => $"{run.Found!.Record.Digest} {string.Join(' ', run.Found.Record.SeriesDigests)}", StringComparer.Ordinal);
    }

    /// <summary>A bench in this process, to which nothing happens.</summary>
    /// <returns>The exit code and everything that it said.</returns>
    public static (int Code, string Said) Undisturbed(string folder)
    {
        using var said = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(said), Ansi = AnsiSupport.No, Interactive = InteractionSupport.No });
        var engines = ImmutableSortedDictionary.Create<string, Func<EngineOptions, IEngine>>(StringComparer.Ordinal).Add("cpu", _ => Engine);
        var host = new Host(console, console, TimeProvider.System, engines, _ => new StepTimes([new(1, 0.001)]), () => 1L << 30);
        return (GrokBenchCommand.Invoke(Bench(folder), host), said.ToString());
    }

    /// <summary>The verdicts with the numbers that decided them; the commands that reach the folder name no folder.</summary>
    public static string Verdicts(string folder) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "verdicts.json")))!["suites"]![0]!["claims"]!.ToJsonString().Replace(folder, "OUT", StringComparison.Ordinal);
}
