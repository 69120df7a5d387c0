using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Runs;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>Whether evaluations are close enough, and runs long enough, for a factor between two steps to be seen: as far as the schedule tells.</summary>
internal static class Resolution
{
    private const double LastDecade = 10;

    /// <summary>Cells of fewer seeds, as a smoke test has them, are not meant to decide anything.</summary>
    private const int LeastSeeds = 5;

    /// <summary>Neighbouring evaluations must lie closer together than the factor, or equal times could look different by it.</summary>
    public static void CheckFineness(double factor, Mark mark, ResolvedCell cell, ProblemList problems)
    {
        var (schedule, budget) = (cell.Cell.Runs[0].Observation.Schedule, cell.Cell.Runs[0].Observation.Steps);
        var (perDecade, every) = (schedule.PerDecade, schedule.Every);
        var size = Math.Max(factor, 1 / factor);
        if (!double.IsFinite(size) || size == 1) return;
        if (perDecade == 0)
        {
            // Equal distances are coarse early and fine late: at least the last factor of ten of the budget must be fine enough.
            var least = Math.Floor((size - 1) * budget / LastDecade);
            if (every <= least || cell.Cell.Runs.Length < LeastSeeds) return;
            problems.Add(
                mark, FormattableString.Invariant($"a factor of {factor} between steps of {cell.Cell.Name}, which is evaluated every {every} of {budget} steps"),
                least < 1 ? "evaluations per decade as well, or a larger factor" : FormattableString.Invariant($"at most {least} steps between evaluations, or evaluations per decade as well"), once: true);
            return;
        }

        if (Math.Pow(10, 1.0 / perDecade) < size) return;
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
