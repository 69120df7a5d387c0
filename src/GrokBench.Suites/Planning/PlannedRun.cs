using System.Collections.Immutable;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Planning;

/// <summary>One training and everyone who asked for it.</summary>
/// <param name="AskedBy">At least one, in the order of the suites; all of one identity. The run goes on for as long as one of them needs it.</param>
/// <param name="Cost">Of the costliest asker, in time and in memory.</param>
public sealed record PlannedRun(ImmutableArray<AskedRun> AskedBy, RunCost Cost)
{
    public RunId Id => AskedBy[0].Spec.Id;

    /// <summary>Equal for runs that can train as one program; null for a run that trains alone.</summary>
    public string? Stack { get; init; }

    /// <summary>The name under which its first asker knows it.</summary>
    public string Name => AskedBy[0].Name;

    /// <summary>What to train: the same training, watched as each asker wants.</summary>
    public ImmutableArray<RunSpec> Specs => [.. AskedBy.Select(asker => asker.Spec)];

    /// <summary>Most updates that an asker allows.</summary>
    public long Budget => AskedBy.Max(asker => asker.Spec.Observation.Steps);

    internal static PlannedRun Of(ImmutableArray<AskedRun> askers, CostModel costs)
    {
        var each = askers.Select(asker => costs.Of(asker.Spec)).ToArray();
        return new(askers, each.MaxBy(cost => cost.Seconds) with { Bytes = each.Max(cost => cost.Bytes) }) { Stack = costs.StackOf(askers[0].Spec) };
    }
}
