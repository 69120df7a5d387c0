using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Yaml;

namespace GrokBench.Suites.Tests.Yaml;

/// <summary>A suite's text with some of it replaced.</summary>
internal static class ChangedSuite
{
    /// <returns>What is wrong with the changed text in profile ci, each as <c>line:column: what is there, what was expected</c>.</returns>
    public static string[] Problems(string text, params (string Before, string After)[] changes)
    {
        var changed = changes.Aggregate(text, (before, change) => before.Replace(change.Before, change.After, StringComparison.Ordinal));
        return [.. SuiteReader.Parse("toy.yaml", changed, "ci", ClaimCatalogue.Vocabulary).Problems.Select(problem => $"{problem.Line}:{problem.Column}: {problem.Found}, expected {problem.Expected}")];
    }
}
