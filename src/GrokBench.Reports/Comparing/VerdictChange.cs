using GrokBench.Reports.Judging;

namespace GrokBench.Reports.Comparing;

/// <summary>A claim whose verdict is another one in the newer version. Null: no verdict.</summary>
public sealed record VerdictChange(string Claim, Verdict? Older, Verdict? Newer)
{
    /// <summary>What was reproduced is not any more.</summary>
    public bool IsWorse => Older == Verdict.Reproduced;

    public override string ToString() => $"{Claim} {Word(Older)} -> {Word(Newer)}";

    private static string Word(Verdict? verdict) => verdict is { } known ? VerdictWord.Of(known) : "no verdict";
}
