using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Planning;

/// <summary>
/// Puts other tasks in place of those that read files which a machine may lack: of a suite all or none, so that no claim compares runs on the one with runs on
/// the other.
/// </summary>
public static class StandIns
{
    /// <summary>What stands after everything that rests on some stand-ins; nothing where there are none.</summary>
    public static string Mark(ImmutableArray<string> standIns) => standIns.IsEmpty ? "" : " (stand-in)";

    /// <summary>The suite with a stand-in for every task that reads files, which its groups then tell of.</summary>
    public static Suite Place(Suite suite)
    {
        return suite with { Groups = [.. suite.Groups.Select(group => group.Included ? Placed(group) : group)] };

        static RunGroup Placed(RunGroup group) => group with
        {
            Cells = [.. group.Cells.Select(cell => cell with { Runs = [.. cell.Runs.Select(For)] })],
            StandIns =
            [
                .. group.Cells.SelectMany(cell => cell.Runs).Select(run => run.Training.Task.Kind).OfType<IFileTask>()
                    .Select(task => $"{task.StandIn.Name} for {task.Name}").Distinct().Order(StringComparer.Ordinal),
            ],
        };
    }

    /// <summary>The same run on the stand-in of its task; the run itself where its task reads no files.</summary>
    public static RunSpec For(RunSpec run) => run.Training.Task is { Kind: IFileTask task } settings
        ? new RunSpec(run.Training with { Task = new Choice(task.StandIn, settings.Values) }, run.Observation)
        : run;

    /// <summary>The runs of the profile whose tasks read files, each once.</summary>
    public static ImmutableArray<RunSpec> FileRuns(Suite suite) =>
    [
        .. suite.Groups.Where(group => group.Included).SelectMany(group => group.Cells).SelectMany(cell => cell.Runs)
            .Where(run => run.Training.Task.Kind is IFileTask).Distinct(),
    ];

    /// <summary>What the runs lack on this machine and where it was looked for, each sentence once; empty when all of it is there.</summary>
    public static ImmutableArray<string> Missing(Suite suite) =>
        [.. Read(suite).Select(read => read.Task.Missing(read.Settings)).OfType<string>().Distinct()];

    /// <summary>Reads all files that the runs need, so that nothing begins with a bad one.</summary>
    /// <exception cref="InvalidDataException">A file is not what it should be. The message names it.</exception>
    public static void Load(Suite suite)
    {
        foreach (var (task, settings) in Read(suite)) task.Load(settings);
    }

    private static IEnumerable<(IFileTask Task, Choice Settings)> Read(Suite suite) =>
        FileRuns(suite).Select(run => ((IFileTask)run.Training.Task.Kind, run.Training.Task));
}
