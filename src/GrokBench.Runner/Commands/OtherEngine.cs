using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Reports.Engines;
using GrokBench.Reports.Judging;
using GrokBench.Runner.Preparation;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Runner.Commands;

/// <summary>
/// Holds a report's engine against another one whose records lie in the same folder: of the engines of other names the one with most of the runs asked for, of those with as many the
/// highest version.
/// </summary>
internal static class OtherEngine
{
    /// <summary>The suites with what they came to on the other engine; as they are where there is none.</summary>
    /// <param name="results">Of the report's engine.</param>
    /// <exception cref="StoreException">A record cannot be read.</exception>
    public static ImmutableArray<SuiteReport> Compare(Bench bench, ImmutableArray<SuiteReport> suites, ResultSet results, Action<string> notice)
    {
        ImmutableArray<RunSpec> specs = [.. bench.Plan.Runs.SelectMany(run => run.Specs).Distinct()];
        ImmutableArray<RunSpec> own = [.. specs.Where(spec => !IsShared(spec))];
        var here = bench.Engines.Asked.Identity;
        if (StoredEngines.OtherThan(here.Name, bench.Folder, own.Select(spec => spec.Id)) is not [var (there, _), ..]) return suites;

        var loaded = new RunStore(bench.Folder, there).Load(own, notice);
        var others = new ResultSet(specs.Select(spec => IsShared(spec) ? results.Find(spec) : loaded.Find(spec)).OfType<RunResult>());
        var facts = own.Select(loaded.Find).OfType<RunResult>().FirstOrDefault()?.Record.Provenance.EngineFacts ?? ImmutableSortedDictionary<string, string>.Empty;
        var comparer = new EngineComparer(here, there, IsShared, run => bench.Costs.Of(run).Seconds);
        return [.. suites.Select(Compared)];

        SuiteReport Compared(SuiteReport suite)
        {
            var engines = comparer.Compare(suite.Suite, suite.Claims, suite.Readings, SuiteReadings.Of(suite.Suite, others));

            // The same of all its records: what they are is part of its identity.
            return suite with { Engines = engines is null ? null : engines with { FactsThere = facts } };
        }
    }

    private static bool IsShared(RunSpec spec) => !((IFamily)spec.Training.Model.Kind).IsProgram;
}
