using System.Collections.Immutable;
using GrokBench.Reports.Commands;
using GrokBench.Reports.Faults;
using GrokBench.Reports.Quantities;
using GrokBench.Reports.Readings;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Judging;

/// <summary>Decides a suite's claims from the readings of its finished runs. The rules: docs/statistics.md.</summary>
public static class Judge
{
    /// <summary>
    /// One result per claim, in the suite's order. Same suite and readings, same output, whatever else is decided. A check is <see
    /// cref="Verdict.NotRun"/> when one
    /// of its groups is not part of the profile or one of its cells has no finished run; single missing seeds are left out with a warning.
    /// A claim that cannot be decided, because its readings could not be read or its check throws, costs no other: it says why.
    /// </summary>
    /// <param name="predictedSeconds">Core-seconds that training a missing run would take.</param>
    public static ImmutableArray<ClaimResult> Decide(Suite suite, ReadingTable readings, Func<RunSpec, double> predictedSeconds) =>
        [.. suite.Claims.Select(claim => DecideOrSay(claim, suite, readings, predictedSeconds))];

    /// <summary>The result of a claim that cannot be decided, with the reason in place of a finding.</summary>
    /// <param name="reason">One line.</param>
    public static ClaimResult Undecided(Claim claim, Suite suite, string reason) => new(
        claim, PredicateOf(claim), null, $"It could not be decided: {reason.TrimEnd('.')}.", [], [], [], null,
        new RerunCommand().Claim(suite, claim.Id), [])
    { Fault = reason };

    private static ClaimResult DecideOrSay(Claim claim, Suite suite, ReadingTable readings, Func<RunSpec, double> predictedSeconds)
    {
        if (readings.Obstacles.GetValueOrDefault(claim.Id) is { } obstacle) return Undecided(claim, suite, obstacle);
        try
        {
            return Decide(claim, suite, readings, predictedSeconds);
        }
        catch (Exception exception) when (Fault.IsLocal(exception))
        {
            return Undecided(claim, suite, Fault.MessageOf(exception));
        }
    }

    private static string PredicateOf(Claim claim)
    {
        try
        {
            return ((JudgedCheck)claim.Check).Text;
        }
        catch (Exception exception) when (Fault.IsLocal(exception))
        {
            return "";
        }
    }

    private static ClaimResult Decide(Claim claim, Suite suite, ReadingTable readings, Func<RunSpec, double> predictedSeconds)
    {
        var check = (JudgedCheck)claim.Check;
        var decision = Decision.Every([.. check.Parts.Select((part, i) => Decide(part, new Evidence(suite, readings, claim, i), predictedSeconds))]);
        var groups = check.Selectors.Select(selector => selector.Group).Distinct().Select(suite.Group).ToArray();
        var missing = check.Parts.SelectMany((part, i) => Missing(part, new Evidence(suite, readings, claim, i))).DistinctBy(spec => spec.Id).ToArray();
        return new ClaimResult(
            claim,
            decision.Predicate,
            claim.Strength == Strength.Weak ? null : decision.Verdict,
            $"{decision.Sentence}.",
            decision.Estimates,
            decision.Cells,
            [.. groups.SelectMany(group => group.Scaled).Distinct()],
            missing.Length == 0 ? null : missing.Sum(predictedSeconds) / 3600,
            new RerunCommand().Claim(suite, claim.Id),
            [.. decision.Warnings.Distinct()])
        { StandIns = [.. groups.SelectMany(group => group.StandIns).Distinct()] };
    }

    private static Decision Decide(JudgedCheck check, Evidence evidence, Func<RunSpec, double> predictedSeconds)
    {
        if (!Ready(check, evidence)) return NotRun(check, evidence, predictedSeconds);
        var decision = check.Decide(evidence);
        return decision with { Warnings = [.. CellWarnings(check, evidence), .. decision.Warnings] };
    }

    /// <summary>Every group is part of the profile, and every cell has a finished run.</summary>
    private static bool Ready(JudgedCheck check, Evidence evidence) => check.Selectors.All(selector =>
        evidence.Suite.Group(selector.Group).Included
        && evidence.Cells(selector) is { IsEmpty: false } cells
        && cells.All(cell => evidence.Seeds(cell).Any(seed => !seed.IsMissing)));

    private static Decision NotRun(JudgedCheck check, Evidence evidence, Func<RunSpec, double> predictedSeconds)
    {
        var missing = Missing(check, evidence);
        var groups = string.Join(", ", check.Selectors.Select(selector => selector.Group).Distinct());
        var hours = Figures.Write(missing.Sum(predictedSeconds) / 3600);
        return new Decision(
            check.Text,
            $"not run in profile {evidence.Suite.Profile}: {Figures.Count(missing.Length, "run")} of {groups} missing, about {hours} core-hours",
            [],
            [],
            [],
            IsRun: false);
    }

    private static ImmutableArray<RunSpec> Missing(JudgedCheck check, Evidence evidence) =>
    [
        .. Cells(check, evidence)
            .SelectMany(cell => evidence.Seeds(cell).Zip(cell.Runs))
            .Where(pair => pair.First.IsMissing)
            .Select(pair => pair.Second)
            .DistinctBy(spec => spec.Id),
    ];

    private static IEnumerable<string> CellWarnings(JudgedCheck check, Evidence evidence)
    {
        EventStep[] times = [.. check.Quantities.OfType<EventStep>().Distinct()];
        return Cells(check, evidence).SelectMany(cell =>
            Warnings.Of(cell, evidence).Concat(times.SelectMany(time => Warnings.Bimodal(cell, time, evidence))));
    }

    private static IEnumerable<Cell> Cells(JudgedCheck check, Evidence evidence) =>
        check.Selectors.SelectMany(selector => evidence.Cells(selector)).DistinctBy(cell => cell.Name);
}
