using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GrokBench.Runner.Commands;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Tests.Screens;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;
using GrokBench.Suites.Tests.Fakes;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>The command line inside this process, with a clock that stands still and a cost model that is known.</summary>
/// <param name="shared">The result folder; null: one of its own.</param>
internal sealed class Invocation(string? shared = null) : IDisposable
{
    public static readonly string TinySuite = Path.Combine(AppContext.BaseDirectory, "Suites", "tiny.yaml");

    public static readonly CpuEngine Engine = CpuEngine.Create();

    private readonly TemporaryFolder folder = new();

    /// <summary>Called whenever a command asks for the time of day: at each record, and when it judges.</summary>
    public Action Watch { get; set; } = () => { };

    /// <summary>The result folder.</summary>
    public string Out => shared ?? Path.Combine(folder.Path, "out");

    /// <summary>Standard error of the last command.</summary>
    public string Errors { get; private set; } = "";

    /// <summary>Standard output of the last command.</summary>
    public string Output { get; private set; } = "";

    public string[] Records => Directory.GetFiles(Out, RunFiles.Record, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();

    /// <returns>The exit code of a verb that trains or judges.</returns>
    public int Run(string verb, string suite, params string[] options)
    {
        string[] quiet = verb is "bench" or "run" ? ["--quiet", "--jobs", "1"] : [];
        return Call([verb, suite, "--out", Out, .. quiet, .. options]);
    }

    /// <returns>The exit code of a whole command line.</returns>
    public int Call(params string[] arguments) => Call(host => GrokBenchCommand.Invoke(arguments, host));

    /// <returns>What a part of the program ends with, in a host whose lines are kept.</returns>
    public int Call(Func<Host, int> command)
    {
        using var output = new Recording(200);
        using var status = new Recording(200);
        var engines = ImmutableSortedDictionary.Create<string, Func<EngineOptions, IEngine>>(StringComparer.Ordinal).Add("cpu", _ => Engine);
        StepTime[] times = [new(1, 0.001), new(1e9, 0.001)];
        var code = command(
            new Host(output.Console, status.Console, new WatchedClock(Watch), engines, _ => new StepTimes(times), () => 1L << 30));
        (Output, Errors) = (output.Text, status.Text);
        return code;
    }

    /// <summary>A suite like the tiny one.</summary>
    /// <returns>Its path.</returns>
    public string Suite(string name, Func<string, string> change)
    {
        var path = Path.Combine(folder.Path, $"{name}.yaml");
        File.WriteAllText(path, change(File.ReadAllText(TinySuite).Replace("suite: tiny", $"suite: {name}", StringComparison.Ordinal)));
        return path;
    }

    public JsonNode Json(params string[] path) => JsonNode.Parse(File.ReadAllText(Path.Combine([Out, .. path])))!;

    public void Dispose() => folder.Dispose();

    private sealed class WatchedClock(Action watch) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            watch();
            return DateTimeOffset.UnixEpoch;
        }

        public override long GetTimestamp() => 0;
    }
}
