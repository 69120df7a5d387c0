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

    /// <summary>The verdict that a word is of; null where it is empty.</summary>
    /// <exception cref="FormatException">It is no verdict's word.</exception>
    public static Verdict? Parse(string word) => word.Length == 0
        ? null
        : Enum.GetValues<Verdict>().Select(verdict => (Verdict?)verdict).FirstOrDefault(verdict => Of(verdict!.Value) == word)
            ?? throw new FormatException($"'{word}' is no verdict");
}
