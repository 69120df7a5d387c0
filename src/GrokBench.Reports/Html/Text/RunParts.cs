using GrokBench.Models.Kinds;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Html.Text;

/// <summary>The parts of a run's configuration, by the names that suites give them.</summary>
internal static class RunParts
{
    public static IEnumerable<(string Part, Choice Choice)> Of(RunSpec spec) =>
        [("task", spec.Training.Task), ("model", spec.Training.Model), ("optimiser", spec.Training.Optimiser), ("train", spec.Training.Training)];
}
