using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Reports;
using GrokBench.Reports.Engines;
using GrokBench.Reports.Judging;
using GrokBench.Runner.Preparation;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.Engines;

namespace GrokBench.Runner.Commands;

/// <summary>
/// Another engine than that of a bench whose records lie in the same folder: of the engines of other names the one with most of the runs asked for, of those with as many the
/// highest version.
/// </summary>
internal sealed class OtherEngine
{
    private readonly Bench bench;
    private readonly EngineIdentity there;

    private OtherEngine(Bench bench, EngineIdentity there) => (this.bench, this.there) = (bench, there);

    /// <summary>Null where there is none.</summary>
    public static OtherEngine? Of(Bench bench)
    {
        var own = bench.Plan.Runs.Where(run => !IsShared(run.Specs[0])).Select(run => run.Id);
        return StoredEngines.OtherThan(bench.Engines.Asked.Identity.Name, bench.Folder, own) is [var (there, _), ..] ? new OtherEngine(bench, there) : null;
    }

    /// <summary>The suite with what it came to on the other engine; as it is where that has none of its runs.</summary>
    /// <param name="suite">With its results on the bench's own engine.</param>
    public SuiteReport Compare(SuiteReport suite, Action<string> notice)
    {
        ImmutableArray<RunSpec> specs = [.. suite.Suite.Groups.Where(group => group.Included).SelectMany(group => group.Cells).SelectMany(cell => cell.Runs).Distinct()];
        ImmutableArray<RunSpec> own = [.. specs.Where(spec => !IsShared(spec))];
        var loaded = new RunStore(bench.Folder, there).Load(own, notice);
        var others = new ResultSet(specs.Select(spec => IsShared(spec) ? suite.Results.Find(spec) : loaded.Find(spec)).OfType<RunResult>());
        var comparer = new EngineComparer(bench.Engines.Asked.Identity, there, IsShared, run => bench.Costs.Of(run).Seconds);
        if (comparer.Compare(suite.Suite, suite.Claims, suite.Readings, SuiteReadings.Of(suite.Suite, others)) is not { } engines) return suite;

        // The same of all its records: what they are is part of its identity.
        var facts = own.Select(loaded.Find).OfType<RunResult>().First().Record.Provenance.EngineFacts;
        return suite with { Engines = engines with { FactsThere = facts ?? ImmutableSortedDictionary<string, string>.Empty } };
    }

    private static bool IsShared(RunSpec spec) => !((IFamily)spec.Training.Model.Kind).IsProgram;
}
