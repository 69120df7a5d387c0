using GrokBench.Reports.Versions;
using GrokBench.Runner.Execution;
using GrokBench.Runner.Formatting;

namespace GrokBench.Runner.Commands;

/// <summary>Tells of a result that it is, in whole or in part, not what this build comes to.</summary>
internal static class ReusedRuns
{
    /// <summary>A line; null where every run was trained by the sources of this build.</summary>
    public static string? Line(Snapshot result)
    {
        var runs = result.Suites.SelectMany(suite => suite.Runs).DistinctBy(run => (run.Id, run.Engine)).ToArray();
        var others = runs.Count(run => run.Sources != Build.Sources);
        return others == 0
            ? null
            : $"{Units.Number(others)} of its {Units.Count(runs.Length, "run")} {(others == 1 ? "is" : "are")} of other sources than this build";
    }
}
