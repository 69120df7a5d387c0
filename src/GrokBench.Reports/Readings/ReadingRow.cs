using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Readings;

/// <summary>What one quantity of one run is known to be: a row of the table that stands between runs and verdicts.</summary>
/// <param name="Claim">Whose check reads it; empty for what is read of every run.</param>
/// <param name="Part">Of the claim's check, from 0.</param>
/// <param name="Cell">As <c>addition[task.train=0.4]</c>.</param>
/// <param name="Quantity">In words: <c>test.accuracy at t_mem</c>.</param>
/// <param name="Low">The value, or what it is more than; negative infinity where nothing bounds it from below.</param>
/// <param name="High">The value, or what it is less than; positive infinity where nothing bounds it from above, as where an event is
/// censored.</param>
/// <param name="Run">Identity.</param>
/// <param name="Digest">Of the run's trajectory.</param>
/// <param name="Engine">Identity of the engine.</param>
public sealed record ReadingRow(
    string Suite, string Claim, int Part, string Cell, ulong Seed, string Quantity, double Low, double High, string Run, string Digest, string Engine)
{
    public Reading Reading => new(Low, High);
}
