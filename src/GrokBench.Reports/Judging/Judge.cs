using System.Collections.Immutable;
using GrokBench.Reports.Commands;
using GrokBench.Reports.Judging.Deciders;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Judging;

/// <summary>Decides a suite's claims from its finished runs. The rules: docs/statistics.md.</summary>
public static class Judge
{
    /// <summary>
    /// One result per claim, in the suite's order. Same suite and results, same output, whatever else is decided. A check is <see cref="Verdict.NotRun"/> when one
    /// of its groups is not part of the profile or one of its cells has no finished run; single missing seeds are left out with a warning.
    /// </summary>
    /// <param name="predictedSeconds">Core-seconds that training a missing run would take.</param>
    /// <exception cref="ArgumentException">A check does not fit its cells (several cells where one is meant, an axis without numbers): validation's task.</exception>
    /// <exception cref="KeyNotFoundException">A run lacks a series that a check reads.</exception>
    public static ImmutableArray<ClaimResult> Decide(Suite suite, ResultSet results, Func<RunSpec, double> predictedSeconds) =>
        [.. suite.Claims.Select(claim => Decide(claim, new Evidence(suite, results, claim), predictedSeconds))];

    private static ClaimResult Decide(Claim claim, Evidence evidence, Func<RunSpec, double> predictedSeconds)
    {
        var decision = Decide(claim.Check, evidence, predictedSeconds);
        var groups = claim.Check.Selectors.Select(selector => selector.Group).Distinct().Select(evidence.Suite.Group);
        var missing = Missing(claim.Check, evidence);
        return new ClaimResult(
            claim,
            decision.Predicate,
            claim.Strength == Strength.Weak ? null : decision.Verdict,
            $"{decision.Sentence}.",
            decision.Estimates,
            decision.Cells,
            [.. groups.SelectMany(group => group.Scaled).Distinct()],
            missing.IsEmpty ? null : missing.Sum(predictedSeconds) / 3600,
            new RerunCommand().Claim(evidence.Suite, claim.Id),
            [.. decision.Warnings.Distinct()])
        { StandIns = [.. groups.SelectMany(group => group.StandIns).Distinct()] };
    }

    private static Decision Decide(Check check, Evidence evidence, Func<RunSpec, double> predictedSeconds)
    {
        if (check is AllCheck all) return AllDecider.Decide(all, part => Decide(part, evidence, predictedSeconds));
        if (!Ready(check, evidence)) return NotRun(check, evidence, predictedSeconds);
        var decision = check switch
        {
            ThresholdCheck threshold => ThresholdDecider.Decide(threshold, evidence),
            NeverCheck never => NeverDecider.Decide(never, evidence),
            PhaseCheck phase => PhaseDecider.Decide(phase, evidence),
            PairedCheck paired => PairedDecider.Decide(paired, evidence),
            OrderedCheck ordered => OrderedDecider.Decide(ordered, evidence),
            SlopeCheck slope => SlopeDecider.Decide(slope, evidence),
            CorrelationCheck correlation => CorrelationDecider.Decide(correlation, evidence),
            IntraclassCheck intraclass => IntraclassDecider.Decide(intraclass, evidence),
            SpreadCheck spread => SpreadDecider.Decide(spread, evidence),
            OnsetCheck onset => OnsetDecider.Decide(onset, evidence),
            _ => throw new ArgumentException($"{check.GetType().Name} is not a known check", nameof(check)),
        };
        return decision with { Warnings = [.. CellWarnings(check, evidence), .. decision.Warnings] };
    }

    /// <summary>Every group is part of the profile, and every cell has a finished run.</summary>
    private static bool Ready(Check check, Evidence evidence) => check.Selectors.All(selector =>
        evidence.Suite.Group(selector.Group).Included
        && evidence.Cells(selector) is { IsEmpty: false } cells
        && cells.All(cell => evidence.Seeds(cell).Any(seed => seed.Run is not null)));

    private static Decision NotRun(Check check, Evidence evidence, Func<RunSpec, double> predictedSeconds)
    {
        var missing = Missing(check, evidence);
        var groups = string.Join(", ", check.Selectors.Select(selector => selector.Group).Distinct());
        var hours = Figures.Write(missing.Sum(predictedSeconds) / 3600);
        return new Decision(
            CheckText.Of(check),
            Verdict.NotRun,
            $"not run in profile {evidence.Suite.Profile}: {Figures.Count(missing.Length, "run")} of {groups} missing, about {hours} core-hours",
            [],
            [],
            []);
    }

    private static ImmutableArray<RunSpec> Missing(Check check, Evidence evidence) =>
    [
        .. Cells(check, evidence)
            .SelectMany(cell => evidence.Seeds(cell).Zip(cell.Runs))
            .Where(pair => pair.First.Run is null)
            .Select(pair => pair.Second)
            .DistinctBy(spec => spec.Id),
    ];

    private static IEnumerable<string> CellWarnings(Check check, Evidence evidence)
    {
        string[] times = [.. CheckText.Quantities(check).OfType<EventStep>().Select(step => step.Event).Distinct()];
        return Cells(check, evidence).SelectMany(cell =>
            Warnings.Of(cell, evidence).Concat(times.SelectMany(time => Warnings.Bimodal(cell, time, evidence))));
    }

    private static IEnumerable<Cell> Cells(Check check, Evidence evidence) => check.Selectors.SelectMany(selector => evidence.Cells(selector)).DistinctBy(cell => cell.Name);
}
