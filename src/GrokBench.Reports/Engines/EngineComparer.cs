using System.Collections.Immutable;
using GrokBench.Reports.Judging;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;
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
    /// <param name="report">With the results of the report's engine.</param>
    /// <param name="others">Results of the other engine, and of shared runs.</param>
    public TwoEngines? Compare(SuiteReport report, ResultSet others)
    {
        var runs = Runs(report.Suite, report.Suite.Groups.Where(group => group.Included).SelectMany(group => group.Cells));
        var own = runs.Where(run => !isShared(run)).ToImmutableArray();
        var counts = Count(own, report.Results, others);
        if (counts.There == 0) return null;

        var cause = new DifferenceCause(here.Name, there.Name, report.Suite, report.Results, others);
        var claims = ImmutableArray.CreateBuilder<ClaimOnTwoEngines>();
        var shared = 0;
        foreach (var (mine, other) in report.Claims.Zip(Judge.Decide(report.Suite, others, predictedSeconds)))
        {
            var read = Runs(report.Suite, Cells(mine.Claim, report.Suite)).Where(run => !isShared(run)).ToImmutableArray();
            if (read.IsEmpty)
            {
                shared++;
                continue;
            }

            claims.Add(new ClaimOnTwoEngines(mine, other, mine.Verdict == other.Verdict ? "" : cause.Of(mine, other, read)));
        }

        return new TwoEngines(
            here, there, counts, runs.Length - own.Length,
            [
                .. report.Suite.Groups.SelectMany(group => group.Cells).Where(cell => cell.Runs.Any(run => !isShared(run)))
                    .Select(cell => CellOnTwoEngines.Of(cell, report.Results, others)).OfType<CellOnTwoEngines>(),
            ],
            claims.ToImmutable(), shared)
        {
            // The same of all its records: what they are is part of its identity.
            FactsThere = own.Select(others.Find).OfType<RunResult>().First().Record.Provenance.EngineFacts ?? ImmutableSortedDictionary<string, string>.Empty,
        };
    }

    internal static RunCounts Count(IReadOnlyCollection<RunSpec> runs, ResultSet here, ResultSet there) => new(
        runs.Count, runs.Count(run => here.Find(run) is not null), runs.Count(run => there.Find(run) is not null),
        runs.Count(run => here.Find(run) is not null && there.Find(run) is not null));

    private static IEnumerable<Cell> Cells(Claim claim, Suite suite) => claim.Check.Selectors.SelectMany(selector => selector.Of(suite));

    /// <summary>Each training once, however many cells ask for it.</summary>
    private static ImmutableArray<RunSpec> Runs(Suite suite, IEnumerable<Cell> cells) =>
        [.. cells.Where(cell => suite.Group(cell.Group).Included).SelectMany(cell => cell.Runs).DistinctBy(run => run.Id)];
}
