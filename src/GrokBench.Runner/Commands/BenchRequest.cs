using System.Collections.Immutable;
using GrokBench.Runner.Hosting;
using GrokBench.Suites.Planning;

namespace GrokBench.Runner.Commands;

/// <summary>What the command line asked for; the verbs read what concerns them.</summary>
public sealed record BenchRequest
{
    /// <summary>Names or paths; empty: every suite of the folder.</summary>
    public ImmutableArray<string> Suites { get; init; } = [];

    /// <summary>Where suites are looked up by name.</summary>
    public string SuitesFolder { get; init; } = "suites";

    public string Profile { get; init; } = "ci";

    public SuiteSelection Selection { get; init; } = SuiteSelection.Everything;

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

    /// <summary>As typed, with a blank before it; empty for the built-in engine, which is the default.</summary>
    public string EngineWords => Engine == EngineNames.BuiltIn
        ? ""
        : FormattableString.Invariant($" --engine {Engine} --device {EngineOptions.Device} --stack {EngineOptions.Stack} --threads {EngineOptions.Threads}");

    /// <summary>Null: <c>results/</c> and the profile's name.</summary>
    public string? Out { get; init; }

    /// <summary>Train again what is complete.</summary>
    public bool Again { get; init; }

    /// <summary>Put results that contradict their records in the records' place.</summary>
    public bool Accept { get; init; }

    /// <summary>Time between checkpoints: what a kill may lose.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    public ProgressStyle Progress { get; init; }
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
