using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Runs;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>Whether evaluations are close enough, and runs long enough, for a factor between two steps to be seen: as far as the schedule tells.</summary>
internal static class Resolution
{
    /// <summary>Neighbouring evaluations must lie closer together than the factor, or equal times could look different by it.</summary>
    public static void CheckFineness(double factor, Mark mark, ResolvedCell cell, ProblemList problems)
    {
        var perDecade = cell.Cell.Runs[0].Observation.Schedule.PerDecade;
        var size = Math.Max(factor, 1 / factor);
        if (perDecade == 0 || !double.IsFinite(size) || size == 1 || Math.Pow(10, 1.0 / perDecade) < size) return;
        var needed = Math.Floor(1 / Math.Log10(size)) + 1;
        problems.Add(
            mark, FormattableString.Invariant($"a factor of {factor} between steps of {cell.Cell.Name}, which is evaluated {perDecade} times per decade"),
            FormattableString.Invariant($"at least {needed} evaluations per decade"), once: true);
    }

    /// <summary>The latest time that an event can have, divided by the earliest that is not 0, must reach the factor.</summary>
    public static void CheckReach(double factor, string later, Mark mark, ResolvedCell cell, ProblemList problems)
    {
        var observation = cell.Cell.Runs[0].Observation;
        if (observation.Events.FirstOrDefault(spec => spec.Name == later) is not { } spec) return;
        var steps = observation.Schedule.Expand(observation.Steps);
        if (steps.Length <= spec.Hold || steps[^spec.Hold] >= factor * steps[1]) return;
        problems.Add(
            mark, FormattableString.Invariant($"a factor of {factor} within evaluations of {cell.Cell.Name} from step {steps[1]} to {steps[^spec.Hold]}"),
            "a smaller factor, a larger budget or evaluations that begin earlier", once: true);
    }
}
