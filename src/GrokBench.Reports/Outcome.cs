using GrokBench.Reports.Judging;

namespace GrokBench.Reports;

/// <summary>The one place where a report becomes an exit code. Bad input (2) and interruption (130) never get as far as a report.</summary>
public static class Outcome
{
    public const int Fine = 0;

    public const int HarnessFailed = 3;

    /// <summary>How many claims have which verdict: <c>2 claims: 1 reproduced, 0 refuted, 1 inconclusive, 0 not run</c>.</summary>
    public static string Counts(IReadOnlyCollection<ClaimResult> claims)
    {
        var counts = string.Join(", ", Enum.GetValues<Verdict>().Select(verdict =>
            FormattableString.Invariant($"{claims.Count(claim => claim.Verdict == verdict)} {VerdictWord.Of(verdict)}")));
        var silent = claims.Count(claim => claim.Verdict is null);
        var standIns = claims.Count(claim => !claim.StandIns.IsEmpty);
        return $"{Figures.Count(claims.Count, "claim")}: {counts}" +
            (silent > 0 ? FormattableString.Invariant($", {silent} without a verdict") : "") +
            (standIns > 0 ? FormattableString.Invariant($"; {standIns} of them (stand-in)") : "");
    }

    /// <summary>A refuted claim is a result; only what the harness could not finish, judge, draw or write fails.</summary>
    public static BenchOutcome Of(BenchReport report)
    {
        ClaimResult[] claims = [.. report.Suites.SelectMany(suite => suite.Claims)];
        var verdicts = Counts(claims) + (report.IsPilot ? " (pilot)" : "");
        string[] failed =
        [
            .. report.Failures.IsEmpty ? Array.Empty<string>() : [$"{Figures.Count(report.Failures.Length, "run")} failed"],
            .. report.Faults.IsEmpty ? Array.Empty<string>() : [$"{Figures.Count(report.Faults.Length, "part")} of the report failed"],
        ];
        return new BenchOutcome(failed.Length == 0 ? Fine : HarnessFailed, string.Join("; ", failed.Append(verdicts)));
    }
}
