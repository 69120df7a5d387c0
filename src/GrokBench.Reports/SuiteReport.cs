using System.Collections.Immutable;
using GrokBench.Reports.Commands;
using GrokBench.Reports.Engines;
using GrokBench.Reports.Images;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Readings;
using GrokBench.Suites;
using GrokBench.Suites.Records;

namespace GrokBench.Reports;

/// <summary>A suite with its runs and verdicts.</summary>
/// <param name="Results">Its finished runs; none once their curves are shown, see <see cref="WithoutCurves"/>.</param>
/// <param name="Claims">In the suite's order.</param>
public sealed record SuiteReport(Suite Suite, ResultSet Results, ImmutableArray<ClaimResult> Claims)
{
    private readonly ImmutableArray<RunSummary> kept;

    /// <summary>Its finished runs without their curves, cell by cell.</summary>
    public ImmutableArray<RunSummary> Runs => kept.IsDefault ? RunSummary.Of(Suite, Results) : kept;

    /// <summary>What the claims were decided from.</summary>
    public ReadingTable Readings { get; init; } = ReadingTable.Empty;

    /// <summary>Images of the first finished run of every cell that has some, by run id.</summary>
    public ImmutableSortedDictionary<string, RunImages> Images { get; init; } = ImmutableSortedDictionary<string, RunImages>.Empty;

    /// <summary>Composes the commands that train and decide parts of it again.</summary>
    public RerunCommand Rerun { get; init; } = new();

    /// <summary>Tasks that stand in for those whose files are missing, such as <c>digits for mnist</c>; empty where none does.</summary>
    public ImmutableArray<string> StandIns => Suite.StandIns;

    /// <summary>The same on another engine whose records lie in the folder too; null where there are none.</summary>
    public TwoEngines? Engines { get; init; }

    /// <summary>All but curves and images, which take most of the memory and only the suite's own page shows.</summary>
    public SuiteReport WithoutCurves() => new(this, Runs);

    private SuiteReport(SuiteReport whole, ImmutableArray<RunSummary> runs)
        : this(whole.Suite, ResultSet.Empty, whole.Claims)
    {
        kept = runs;
        (Readings, Rerun, Engines) = (whole.Readings, whole.Rerun, whole.Engines);
    }
}
