using System.Collections.Immutable;
using GrokBench.Runner.Preparation;

namespace GrokBench.Runner.Verifying;

/// <summary>What <c>verify</c> and <c>dispute</c> were asked for.</summary>
internal sealed record VerifyRequest
{
    /// <summary>The result folder; of <c>dispute</c> the first.</summary>
    public required string Folder { get; init; }

    /// <summary>The second result folder of <c>dispute</c>.</summary>
    public string Other { get; init; } = "";

    /// <summary>Most runs to train again, at least 1.</summary>
    public int Sample { get; init; } = 20;

    /// <summary>Of the choice of runs.</summary>
    public int Seed { get; init; }

    /// <summary>Only runs that these suites ask for; by name, and where a claim is named by path too. Empty: all.</summary>
    public ImmutableArray<string> Suites { get; init; } = [];

    /// <summary>Only runs that these claims read; empty: all.</summary>
    public ImmutableArray<string> Claims { get; init; } = [];

    /// <summary>Where runs are trained again; null: in a temporary folder.</summary>
    public string? Scratch { get; init; }

    /// <summary>What an interruption does to the runs under way.</summary>
    public string WhenInterrupted =>
        Scratch is null ? "what is under way is dropped" : "every run stops after its present step and keeps a checkpoint";

    /// <summary>How they are trained, and where suites are.</summary>
    public BenchRequest Bench { get; init; } = new();
}
