namespace GrokBench.Reports.Judging;

/// <summary>Verdicts in words.</summary>
public static class VerdictWord
{
    /// <summary><c>not run</c>.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => "reproduced",
        Verdict.Refuted => "refuted",
        Verdict.Inconclusive => "inconclusive",
        _ => "not run",
    };
}
