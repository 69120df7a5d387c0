using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Verifying;

/// <summary>A record that may be verified.</summary>
/// <param name="Suites">Who asked for the run, in ordinal order; one empty name where nothing tells.</param>
/// <param name="Cell">As the first of them calls it; empty where nothing tells.</param>
/// <param name="Seed">Null where nothing tells.</param>
internal sealed record Candidate(FoundRecord Found, ImmutableArray<string> Suites, string Cell, ulong? Seed)
{
    /// <summary>For people: <c>nanda-2023 addition[task.train=0.4] seed 3 (0123456789abcdef)</c>, or the run id alone.</summary>
    public string Title => Cell.Length == 0
        ? Found.Id.Text
        : string.Create(CultureInfo.InvariantCulture, $"{Suites[0]} {Cell}{(Seed is { } seed ? $" seed {seed}" : "")} ({Found.Id})");
}
