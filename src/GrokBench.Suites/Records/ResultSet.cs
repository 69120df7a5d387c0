using System.Collections.Immutable;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Records;

/// <summary>The finished runs at hand, by spec; each of the engine identity that its store has it from.</summary>
/// <param name="results">
/// At most one per spec. Two specs of one identity that are watched differently have a result each, so that neither sees what the other asked for.
/// </param>
public sealed class ResultSet(IEnumerable<RunResult> results)
{
    private readonly ImmutableDictionary<RunSpec, RunResult> bySpec = results.ToImmutableDictionary(result => result.Spec);

    public static ResultSet Empty { get; } = new([]);

    public int Count => bySpec.Count;

    /// <summary>Null when the run has not been trained as far as the spec asks, or failed.</summary>
    public RunResult? Find(RunSpec spec) => bySpec.GetValueOrDefault(spec);
}
