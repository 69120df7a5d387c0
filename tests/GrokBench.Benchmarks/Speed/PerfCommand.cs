using System.Globalization;

namespace GrokBench.Benchmarks.Speed;

/// <summary><c>perf FILE ROUNDS THREADS [CASE...]</c>: measures the table, prints it row by row and writes it to the file.</summary>
internal static class PerfCommand
{
    private const string Usage = "perf FILE ROUNDS THREADS [CASE...]: where to write the result, rounds from 1, threads from 1 or 'own' for each case's own";

    /// <returns>An exit code: 2 for bad input, else 0, whatever was measured.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments is not [var file, var roundsText, var threadsText, .. var wanted] || !Parse(roundsText, out var rounds)) return Refuse(Usage);
        if (!Parse(threadsText, out var threads) && threadsText != "own") return Refuse(Usage);
        var all = Cases.All.Select(each => each.Name).ToArray();
        var unknown = wanted.Except(all).ToArray();
        if (unknown.Length > 0) return Refuse($"no case is called {string.Join(", ", unknown)}; there are {string.Join(", ", all)}");

        var machine = Machine.Describe();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{machine.Processor}; {machine.Cores} cores, {machine.InstructionSet}; {machine.Runtime}; {machine.OperatingSystem}; load {machine.Load:F1}"));
        Console.WriteLine(SpeedTable.Head);
        var rows = new List<Row>();
        foreach (var each in Cases.All)
        {
            if (wanted.Length > 0 && !wanted.Contains(each.Name, StringComparer.Ordinal)) continue;
            rows.Add(Sitting.Measure(threads > 0 ? each.On(threads) : each, rounds));
            Console.WriteLine(SpeedTable.Text(rows[^1]));
        }

        PerfJson.Write(file, machine, rows);
        return 0;
    }

    private static bool Parse(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine(problem);
        return 2;
    }
}
