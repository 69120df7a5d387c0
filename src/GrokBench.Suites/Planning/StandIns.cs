using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Planning;

/// <summary>Puts other tasks in place of those whose files this machine lacks.</summary>
public static class StandIns
{
    /// <summary>The suite as this machine can train it. What files there are is read, so that nothing begins with a bad one.</summary>
    /// <param name="notice">Told of every task that is replaced and why, the same sentence as often as it happens.</param>
    /// <exception cref="InvalidDataException">A file is there and is not what it should be. The message names it.</exception>
    public static Suite Place(Suite suite, Action<string> notice)
    {
        return suite with { Groups = [.. suite.Groups.Select(group => group.Included ? group with { Cells = [.. group.Cells.Select(Placed)] } : group)] };

        Cell Placed(Cell cell) => cell with { Runs = [.. cell.Runs.Select(Trainable)] };

        RunSpec Trainable(RunSpec run)
        {
            if (run.Training.Task is not { Kind: IFileTask task } settings) return run;
            if (task.Missing(settings) is not { } missing)
            {
                task.Load(settings);
                return run;
            }

            notice($"{suite.Name}: {missing}; {task.StandIn.Name} is trained on in place of {task.Name}, and every result says (stand-in). grokbench data downloads the files");
            return new RunSpec(run.Training with { Task = new Choice(task.StandIn, settings.Values) }, run.Observation);
        }
    }

    /// <summary>For people: <c>digits for mnist</c>, once for each task that stands in.</summary>
    public static ImmutableArray<string> Of(IEnumerable<RunSpec> runs) =>
    [
        .. runs.Select(run => run.Training.Task.Kind).OfType<ITask>().Where(task => task.StandsInFor is not null)
            .Select(task => $"{task.Name} for {task.StandsInFor}").Distinct().Order(StringComparer.Ordinal),
    ];
}
