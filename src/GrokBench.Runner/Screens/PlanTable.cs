using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GrokBench.Runner.Formatting;
using GrokBench.Runner.Preparation;
using GrokBench.Suites.Planning;
using Spectre.Console;

namespace GrokBench.Runner.Screens;

/// <summary>What a bench would take, suite by suite.</summary>
internal static class PlanTable
{
    /// <summary>Runs that need too much are named one by one up to this many.</summary>
    private const int MostNames = 5;

    /// <param name="suites">Names, in order, and what stands after them.</param>
    /// <param name="memory">Bytes that all runs together may take; the largest number where there is no limit.</param>
    public static void Show(IAnsiConsole console, BenchPlan plan, IEnumerable<(string Name, string Mark)> suites, BenchRequest request, long memory)
    {
        var table = TextTable.Columns("suite", ">runs", ">shared", ">core-seconds", ">memory per run", ">at a time");
        foreach (var (suite, mark) in suites) Row(suite + mark, [.. plan.Runs.Where(run => run.AskedBy.Any(asker => asker.Suite == suite))]);
        Row("all", plan.Runs);
        console.Write(table);
        console.WriteLine();

        var peak = plan.Bytes(request.Jobs);
        var limit = memory == long.MaxValue ? "memory, most of it the device's" : $"the {Units.Memory(memory)} that runs may take";
        var summary = string.Create(
            CultureInfo.InvariantCulture,
            $"Profile {request.Profile}: at most about {Units.Duration(plan.WallSeconds(request.Jobs))} with {request.Jobs} at a time, and {Units.Memory(peak)} of {limit}. ");
        if (peak > memory) summary += "Runs that do not fit beside the others wait, which takes longer. ";
        console.Write(new Text(summary + "A shared run is asked for more than once and trained once. Runs that stop early take less.\n"));
        ShowTooLarge(console, [.. plan.Runs.Where(run => run.Cost.Bytes > memory)]);

        void Row(string name, ImmutableArray<PlannedRun> runs)
        {
            var (seconds, largest) = (runs.Sum(run => run.Cost.Seconds), runs.IsEmpty ? 0 : runs.Max(run => run.Cost.Bytes));
            table.Row(
                name, Units.Number(runs.Length), Units.Number(runs.Count(run => run.AskedBy.Length > 1)),
                seconds.ToString(seconds < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture), Units.Memory(largest), Units.Memory(BenchPlan.PeakBytes(runs, request.Jobs)));
        }
    }

    private static void ShowTooLarge(IAnsiConsole console, ImmutableArray<PlannedRun> runs)
    {
        if (runs.IsEmpty) return;
        var text = new StringBuilder($"\n{Units.Count(runs.Length, "run needs", "runs need")} more memory than that and would fail:\n");
        foreach (var run in runs.Take(MostNames)) text.Append(CultureInfo.InvariantCulture, $"  {run.Name}: {Units.Memory(run.Cost.Bytes)}\n");
        if (runs.Length > MostNames) text.Append(CultureInfo.InvariantCulture, $"  and {runs.Length - MostNames} more\n");
        console.Write(new Text(text.ToString()));
    }
}
