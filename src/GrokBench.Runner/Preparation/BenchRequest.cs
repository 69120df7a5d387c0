using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Reports.Commands;
using GrokBench.Runner.Hosting;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Yaml.Runs;

namespace GrokBench.Runner.Preparation;

/// <summary>What the command line asked for; the verbs read what concerns them.</summary>
public sealed record BenchRequest
{
    /// <summary>Names or paths; empty: every suite of the folder.</summary>
    public ImmutableArray<string> Suites { get; init; } = [];

    /// <summary>Where suites are looked up by name.</summary>
    public string SuitesFolder { get; init; } = "suites";

    public string Profile { get; init; } = "ci";

    public SuiteSelection Selection { get; init; } = SuiteSelection.Everything;

    /// <summary>Settings in place of those of the suites: all runs are then pilots.</summary>
    public ImmutableArray<SettingChange> Settings { get; init; } = [];

    /// <summary>Of the selected runs those to be trained here; null: all.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Whether nothing of the suites is selected or changed.</summary>
    public bool AsksForTheWhole => Selection.IsEverything && Settings.IsEmpty;

    /// <summary>Runs at a time, at least 1.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Threads of all runs together that the built-in engine computes, at least 1.</summary>
    public int Cores { get; init; } = 1;

    /// <summary>Most threads of a run, at least 1; null: as many as its steps are worth.</summary>
    public int? Threads { get; init; }

    /// <summary>Bytes that all runs together may take; null: what there is.</summary>
    public long? Memory { get; init; }

    public string Engine { get; init; } = EngineNames.BuiltIn;

    /// <summary>Where the engine computes, and how many runs it stacks.</summary>
    public EngineOptions EngineOptions { get; init; } = new("cpu", 1, 1);

    /// <summary>What a command has to say beside suite, profile and selection to reach the same records.</summary>
    public RerunCommand Rerun => new()
    {
        Source = OneFileProgram.Source,
        Out = Path.TrimEndingDirectorySeparator(Folder) == DefaultFolder ? null : Folder,
        Words = [.. EngineWords, .. RunWords],
        BuildWords = Engine == EngineNames.BuiltIn ? [] : [$"ENGINE={Engine}", $"DEVICE={EngineOptions.Device}"],
    };

    private IEnumerable<string> RunWords =>
        [.. Selection.Seeds is { } seeds ? ["--seeds", seeds.ToString()] : Array.Empty<string>(), .. Settings.SelectMany(change => new[] { "--set", change.ToString() })];

    /// <summary>None for the built-in engine, which is the default.</summary>
    private ImmutableArray<string> EngineWords => Engine == EngineNames.BuiltIn
        ? []
        : ["--engine", Engine, "--device", EngineOptions.Device, "--stack", Word(EngineOptions.Stack), "--threads", Word(EngineOptions.Threads)];

    /// <summary>Null: <c>results/</c> and the profile's name.</summary>
    public string? Out { get; init; }

    /// <summary>The result folder.</summary>
    public string Folder => Out ?? DefaultFolder;

    private string DefaultFolder => Path.Combine("results", Profile);

    /// <summary>Trajectory digests that the runs must come to, or their first digits, in lower case; empty: none is expected.</summary>
    public ImmutableArray<string> Expect { get; init; } = [];

    /// <summary>Train again what is complete.</summary>
    public bool Again { get; init; }

    /// <summary>Put results that contradict their records in the records' place.</summary>
    public bool Accept { get; init; }

    /// <summary>Time between checkpoints: what a kill may lose.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    public ProgressStyle Progress { get; init; }

    private static string Word(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What is shown while runs train.</summary>
public enum ProgressStyle
{
    /// <summary>A live table on a terminal, lines otherwise.</summary>
    Automatic,

    /// <summary>Lines.</summary>
    Plain,

    /// <summary>Nothing.</summary>
    Quiet,
}
