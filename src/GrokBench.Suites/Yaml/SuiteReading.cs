using System.Collections.Immutable;
using GrokBench.Suites.Yaml.Nodes;

namespace GrokBench.Suites.Yaml;

/// <param name="Suites">Those without a problem, in the order of their files.</param>
/// <param name="Problems">All problems of all files, in the order of files, then of lines.</param>
public sealed record SuiteReading(ImmutableArray<Suite> Suites, ImmutableArray<SuiteProblem> Problems)
{
    /// <summary>The problems as they are shown: one a line, and of very many the first ones and how many more there are.</summary>
    public IEnumerable<string> Lines => Problems.Take(Limits.ShownProblems).Select(problem => problem.ToString())
        .Concat(Problems.Length > Limits.ShownProblems ? [$"and {Limits.Figure(Problems.Length - Limits.ShownProblems, "more problems")}"] : []);

    /// <summary>Of pilots; in the order of the files.</summary>
    public ImmutableArray<LeftOutClaim> LeftOut { get; init; } = [];
}
