using System.Collections.Immutable;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Tests.Html.Synthetic;

/// <summary>Claim results with the evidence that a judge would attach.</summary>
internal static class SyntheticClaims
{
    public static Claim Claim(string id, string title, string says, Strength strength, string group, string note = "") =>
        new(id, title, says, "figure 1, section 3", strength, note, new ThresholdCheck(new CellSelector(group, []), new EventStep("t_gen"), new EventStep("t_mem"), 10, null));

    /// <summary>t_gen / t_mem of every seed of a cell, against a lower bound.</summary>
    public static CellEvidence Delay(Cell cell, ResultSet results, double atLeast) => new(cell.Name, "t_gen / t_mem", [.. cell.Runs.Select(spec =>
    {
        if (results.Find(spec) is not { } run) return new SeedEvidence(spec.Training.Seed, null, null, double.NaN, Bound.Unknown, null);
        var reading = Step(run, "t_gen") / Step(run, "t_mem");
        bool? holds = reading.Low >= atLeast ? true : reading.High < atLeast ? false : null;
        return new SeedEvidence(spec.Training.Seed, run.Record.Id, run.Record.Digest, reading.Value, reading.Bound, holds);
    })]);

    /// <summary>The median of the evidence with its interval, and the verdict that follows.</summary>
    public static Estimate Estimate(CellEvidence evidence, double? atLeast, double? atMost)
    {
        var interval = MedianInterval.Of([.. evidence.Seeds.Where(seed => seed.Bound != Bound.Unknown).Select(seed => seed.Bound == Bound.Above ? Reading.MoreThan(seed.Value) : Reading.Exactly(seed.Value))]);
        var (inside, outside) = (interval.Low >= (atLeast ?? double.NegativeInfinity) && interval.High <= (atMost ?? double.PositiveInfinity),
            interval.High < (atLeast ?? double.NegativeInfinity) || interval.Low > (atMost ?? double.PositiveInfinity));
        return new Estimate(
            evidence.Cell.Contains('[', StringComparison.Ordinal) ? $"{evidence.Quantity}, {evidence.Cell}" : evidence.Quantity,
            interval.Median.Value, interval.Low, interval.High, interval.Coverage, atLeast, atMost,
            evidence.Seeds.Count(seed => seed.Holds == true), evidence.Seeds.Length, inside ? Verdict.Reproduced : outside ? Verdict.Refuted : Verdict.Inconclusive)
        { Bound = interval.Median.Bound };
    }

    public static ClaimResult Result(
        Claim claim, string suite, Verdict? verdict, string sentence, ImmutableArray<CellEvidence> cells, ImmutableArray<Estimate> estimates, params ImmutableArray<string> warnings) => new(
        claim, "t_gen / t_mem at least 10, per seed, in every cell", verdict, sentence, estimates, cells, ["task.modulus 113 -> 53"],
        verdict == Verdict.NotRun ? 3.4 : null, $"grokbench bench suites/{suite}.yaml --only {claim.Id} --again --profile ci", warnings);

    private static Reading Step(RunResult run, string name) =>
        run.Record.Events[name] is { Held: { } step } ? Reading.Exactly(step) : Reading.MoreThan(run.Record.Events[name].LastStep);
}
