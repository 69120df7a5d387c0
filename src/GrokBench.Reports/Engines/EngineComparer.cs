using System.Collections.Immutable;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Readings;
using GrokBench.Suites;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.Engines;

namespace GrokBench.Reports.Engines;

/// <summary>Holds a suite's runs and verdicts on two engines against each other.</summary>
/// <param name="here">The report's engine.</param>
/// <param name="there">The other.</param>
/// <param name="isShared">Whether a run's learner is no tensor program, so that both engines have the same record of it.</param>
/// <param name="predictedSeconds">Core-seconds that training a missing run would take.</param>
public sealed class EngineComparer(EngineIdentity here, EngineIdentity there, Func<RunSpec, bool> isShared, Func<RunSpec, double> predictedSeconds)
{
    /// <summary>Null where the other engine has finished none of the suite's runs.</summary>
    /// <param name="mine">What the claims came to on the report's engine.</param>
    /// <param name="readings">Of the report's engine.</param>
    /// <param name="others">Of the other engine, and of shared runs.</param>
    public TwoEngines? Compare(Suite suite, ImmutableArray<ClaimResult> mine, ReadingTable readings, ReadingTable others)
    {
        var runs = Runs(suite, suite.Groups.Where(group => group.Included).SelectMany(group => group.Cells));
        var own = runs.Where(run => !isShared(run.Spec)).ToImmutableArray();
        var counts = Count(Names(own), readings, others);
        if (counts.There == 0) return null;

        var cause = new DifferenceCause(here.Name, there.Name, suite, readings, others);
        var claims = ImmutableArray.CreateBuilder<ClaimOnTwoEngines>();
        var shared = 0;
        foreach (var (claim, other) in mine.Zip(Judge.Decide(suite, others, predictedSeconds)))
        {
            var read = Runs(suite, claim.Claim.Check.Selectors.SelectMany(selector => selector.Of(suite))).Where(run => !isShared(run.Spec)).ToImmutableArray();
            if (read.IsEmpty)
            {
                shared++;
                continue;
            }

            claims.Add(new ClaimOnTwoEngines(claim, other, claim.Verdict == other.Verdict ? "" : cause.Of(claim, other, Names(read))));
        }

        return new TwoEngines(
            here, there, counts, runs.Length - own.Length,
            [
                .. suite.Groups.SelectMany(group => group.Cells).Where(cell => cell.Runs.Any(run => !isShared(run)))
                    .Select(cell => CellOnTwoEngines.Of(cell, readings, others)).OfType<CellOnTwoEngines>(),
            ],
            claims.ToImmutable(), shared);
    }

    internal static RunCounts Count(IReadOnlyCollection<(string Cell, ulong Seed)> runs, ReadingTable here, ReadingTable there)
    {
        return new(runs.Count, runs.Count(run => Has(here, run)), runs.Count(run => Has(there, run)), runs.Count(run => Has(here, run) && Has(there, run)));

        static bool Has(ReadingTable table, (string Cell, ulong Seed) run) => table.Find(run.Cell, run.Seed) is not null;
    }

    private static ImmutableArray<(string Cell, ulong Seed)> Names(IEnumerable<(Cell Cell, RunSpec Spec)> runs) => [.. runs.Select(run => (run.Cell.Name, run.Spec.Training.Seed))];

    /// <summary>Each training once, however many cells ask for it.</summary>
    private static ImmutableArray<(Cell Cell, RunSpec Spec)> Runs(Suite suite, IEnumerable<Cell> cells) =>
        [.. cells.Where(cell => suite.Group(cell.Group).Included).SelectMany(cell => cell.Runs.Select(run => (cell, run))).DistinctBy(run => run.run.Id)];
}
