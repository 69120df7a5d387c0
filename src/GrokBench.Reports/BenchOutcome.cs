namespace GrokBench.Reports;

/// <summary>What a bench came to: its exit code and a line that says why.</summary>
/// <param name="Code">0, or 3 where runs or parts of the report failed.</param>
public sealed record BenchOutcome(int Code, string Text);
