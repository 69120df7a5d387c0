using GrokBench.Reports.Images;
using GrokBench.Reports.Judging;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Html.Text;

/// <summary>Words and symbols of verdicts, phases and strengths.</summary>
public static class WordText
{
    public static string Word(Verdict? verdict) => verdict switch
    {
        Verdict.Reproduced => "reproduced",
        Verdict.Refuted => "refuted",
        Verdict.Inconclusive => "inconclusive",
        Verdict.NotRun => "not run",
        _ => "no verdict",
    };

    public static string Symbol(Verdict? verdict) => verdict switch
    {
        Verdict.Reproduced => "✓",
        Verdict.Refuted => "✗",
        Verdict.Inconclusive => "?",
        Verdict.NotRun => "○",
        _ => "–",
    };

    /// <summary>Name of the style class: also the value of the index's filter.</summary>
    public static string Style(Verdict? verdict) => Word(verdict).Replace(' ', '-');

    public static string Word(Phase phase) => phase switch
    {
        Phase.Confusion => "confusion",
        Phase.Memorisation => "memorisation",
        Phase.Comprehension => "comprehension",
        Phase.Grokking => "grokking",
        Phase.Unstable => "unstable",
        _ => "diverged",
    };

    /// <summary>One that no other phase has.</summary>
    public static string Letter(Phase phase) => phase switch
    {
        Phase.Confusion => "X",
        Phase.Memorisation => "M",
        Phase.Comprehension => "C",
        Phase.Grokking => "G",
        Phase.Unstable => "U",
        _ => "D",
    };

    /// <summary>Name of the style class.</summary>
    public static string Style(Phase phase) => $"in-{Word(phase)}";

    public static string Word(Presence presence) => presence switch
    {
        Presence.Full => "trained",
        Presence.Sparse => "sparse in training",
        _ => "left out of training",
    };

    /// <summary>Name of the style class.</summary>
    public static string Style(Presence presence) => presence switch
    {
        Presence.Full => "full",
        Presence.Sparse => "sparse",
        _ => "left-out",
    };

    public static string Word(Strength strength) => strength switch
    {
        Strength.Strong => "strong",
        Strength.Medium => "middling",
        _ => "weak",
    };

    public static string Sign(Comparison comparison) => comparison == Comparison.AtLeast ? "≥" : "≤";

    /// <summary>Differences of size, <c>task.modulus 113 -> 53</c>, in one line.</summary>
    public static string Arrows(IEnumerable<string> differences) => string.Join(", ", differences).Replace("->", "→", StringComparison.Ordinal);

    /// <summary>"1 seed", "5 seeds".</summary>
    public static string Plural(long count, string one, string? many = null) => NumberText.Count(count) + " " + (count == 1 ? one : many ?? one + "s");
}
