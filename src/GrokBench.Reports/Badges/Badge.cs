using GrokBench.Reports.Judging;

namespace GrokBench.Reports.Badges;

/// <summary>A small picture of a verdict for a README or a page elsewhere.</summary>
/// <param name="File">Its name without a folder.</param>
/// <param name="Label">What it is about.</param>
/// <param name="Message">What came out.</param>
/// <param name="Verdict">Which colour it has; null: that of claims without one.</param>
public sealed record Badge(string File, string Label, string Message, Verdict? Verdict);
