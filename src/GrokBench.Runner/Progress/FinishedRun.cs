
namespace GrokBench.Runner.Progress;

/// <summary>A run that came to its end.</summary>
/// <param name="Ending">In words: <c>complete at step 3000</c>.</param>
/// <param name="At">Since the bench began.</param>
/// <param name="Took">Since the run was taken up.</param>
public sealed record FinishedRun(int Number, int Runs, string Name, string Ending, TimeSpan At, TimeSpan Took);
