namespace GrokBench.Reports;

/// <summary>A run that the harness could not finish.</summary>
/// <param name="Run">Cell and seed: <c>nanda-2023 addition[task.train=0.4] seed 3</c>.</param>
public sealed record RunFailure(string Suite, string Run, string Id, string Message);
