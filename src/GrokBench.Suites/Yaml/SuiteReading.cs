using System.Collections.Immutable;
using GrokBench.Suites.Yaml.Nodes;

namespace GrokBench.Suites.Yaml;

/// <param name="Suites">Those without a problem, in the order of their files.</param>
/// <param name="Problems">All problems of all files, in the order of files, then of lines.</param>
public sealed record SuiteReading(ImmutableArray<Suite> Suites, ImmutableArray<SuiteProblem> Problems)
{
    /// <summary>Of pilots; in the order of the files.</summary>
    public ImmutableArray<LeftOutClaim> LeftOut { get; init; } = [];
}
