using System.Collections.Immutable;
using System.Globalization;

namespace GrokBench.Reports.Summaries;

/// <summary>
/// Annotations of what a reader has to look at: errors for runs that failed, parts of the report that broke and results that got worse, a
/// warning for results on stand-ins. Verdicts are no annotations: a refuted claim is a result.
/// </summary>
public static class AnnotationSummary
{
    /// <summary>GitHub shows ten errors and ten warnings of a step.</summary>
    private const int Most = 10;

    public static IEnumerable<string> Of(StoredAnswer answer)
    {
        ImmutableArray<(string Title, string Message)> errors =
            [.. Ending(answer.Outcome), .. Worse(answer.Comparison), .. Broken(answer.Outcome)];
        return
        [
            .. Shown(errors).Select(item => WorkflowMessage.Error(item.Title, item.Message)),
            .. Shown(StandIns(answer)).Select(item => WorkflowMessage.Warning(item.Title, item.Message)),
        ];
    }

    private static IEnumerable<(string, string)> Ending(StoredOutcome outcome)
    {
        if (outcome.ExitCode != 0) yield return ("GrokBench", outcome.Outcome);
    }

    private static IEnumerable<(string, string)> Worse(StoredComparison? comparison) =>
        (comparison?.Worse ?? []).Select(line => ($"GrokBench: worse than {comparison!.Older.Name}", line));

    private static IEnumerable<(string, string)> Broken(StoredOutcome outcome) =>
    [
        .. outcome.Failures.Select(failure => ($"GrokBench: {failure.Run} failed", failure.Message)),
        .. outcome.Faults.Select(fault => ($"GrokBench: {fault.Place}", fault.Message)),
    ];

    private static ImmutableArray<(string, string)> StandIns(StoredAnswer answer) =>
    [
        .. from suite in answer.Verdicts?.Suites ?? []
           let claims = suite.Claims.Where(claim => !claim.StandIns.IsEmpty).ToArray()
           where claims.Length > 0
           let ids = string.Join(", ", claims.Select(claim => claim.Id))
           let standIns = string.Join(", ", claims.SelectMany(claim => claim.StandIns).Distinct())
           select ($"GrokBench: {suite.Suite} (stand-in)", $"{ids}: decided on {standIns}"),
    ];

    private static ImmutableArray<(string Title, string Message)> Shown(ImmutableArray<(string Title, string Message)> all)
    {
        if (all.Length <= Most) return all;
        var rest = (all.Length - Most + 1).ToString(CultureInfo.InvariantCulture);
        return [.. all.Take(Most - 1), ("GrokBench", $"and {rest} more: see the summary of this job")];
    }
}
