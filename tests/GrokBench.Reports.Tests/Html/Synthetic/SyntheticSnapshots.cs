using GrokBench.Models;
using GrokBench.Models.Kinds;
using GrokBench.Models.Snapshots;
using GrokBench.Models.Tasks;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Tests.Html.Synthetic;

/// <summary>Snapshots of tables of a real task.</summary>
internal static class SyntheticSnapshots
{
    /// <summary>x + y modulo 5, of which half is trained on.</summary>
    public static Choice Addition { get; } = new(Catalogue.Tasks["modular-arithmetic"], [new("operation", "x+y"), new("modulus", 5), new("train", 0.5)]);

    /// <summary>The first run of the report's first suite adds modulo 5 and has three snapshots, with two hidden units.</summary>
    public static BenchReport AddedTo(BenchReport report)
    {
        var suite = report.Suites[0];
        var group = suite.Suite.Groups.First(group => group.Included);
        var cell = group.Cells[0];
        var old = cell.Runs[0];
        var spec = old with { Training = old.Training with { Task = Addition } };
        var data = Data(spec);
        var found = suite.Results.Find(old)!;
        var result = found with
        {
            Spec = spec,
            Record = found.Record with { Snapshots = [Of(0, data, (_, _) => 0), Of(30, data, (row, label) => row % 2 == 0 ? label : 1), Of(90, data, (_, label) => label)] },
        };
        var others = suite.Suite.Groups.SelectMany(item => item.Cells).SelectMany(item => item.Runs).Distinct().Where(run => run != old).Select(suite.Results.Find).OfType<RunResult>();
        var changed = suite.Suite with
        {
            Groups = suite.Suite.Groups.Replace(group, group with { Cells = group.Cells.Replace(cell, cell with { Runs = cell.Runs.Replace(old, spec) }) }),
        };
        return report with { Suites = report.Suites.Replace(suite, suite with { Suite = changed, Results = new ResultSet([result, .. others]) }) };
    }

    public static Dataset Data(RunSpec spec) => ((ITask)spec.Training.Task.Kind).Create(spec.Training.Task, spec.Training.DataSeed);

    /// <param name="answer">Of an example, from its place and its label.</param>
    public static TableSnapshot Of(long step, Dataset data, Func<int, int, int> answer) => new(
        step, Convert.ToBase64String([.. Enumerable.Range(0, data.Examples.Count).Select(row => (byte)answer(row, data.Examples.Labels[row]))]),
        Convert.ToBase64String([1, 0, 255, 2, 64, 127]), Convert.ToBase64String([0, 64, 255, 191]));
}
