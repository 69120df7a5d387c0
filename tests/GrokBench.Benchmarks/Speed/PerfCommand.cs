using System.Globalization;

namespace GrokBench.Benchmarks.Speed;

/// <summary><c>perf ROUNDS FILE [CASE...]</c>: measures the table, prints it row by row and writes it to the file.</summary>
internal static class PerfCommand
{
    /// <returns>An exit code: 2 for bad input, else 0, whatever was measured.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length < 2 || !int.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) || rounds == 0)
        {
            Console.Error.WriteLine("perf ROUNDS FILE [CASE...]: a number of rounds of at least 1, and where to write the result");
            return 2;
        }

        var wanted = arguments[2..].ToArray();
        var cases = Cases.All.Where(each => wanted.Length == 0 || wanted.Contains(each.Name, StringComparer.Ordinal)).ToArray();
        if (wanted.Except(cases.Select(each => each.Name)).ToArray() is { Length: > 0 } unknown)
        {
            Console.Error.WriteLine($"no case is called {string.Join(", ", unknown)}; there are {string.Join(", ", Cases.All.Select(each => each.Name))}");
            return 2;
        }

        var machine = Machine.Describe();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{machine.Processor}; {machine.Cores} cores, {machine.InstructionSet}; {machine.Runtime}; {machine.OperatingSystem}; load {machine.Load:F1}"));
        Console.WriteLine(SpeedTable.Head);
        var rows = new List<Row>();
        foreach (var each in cases)
        {
            rows.Add(Sitting.Measure(each, rounds));
            Console.WriteLine(SpeedTable.Text(rows[^1]));
        }

        PerfJson.Write(arguments[1], machine, rows);
        return 0;
    }
}
