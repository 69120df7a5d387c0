using GrokBench.Simulations;

// The simulated tables of docs/statistics.md, each in a few minutes: dotnet run -c Release --project tests/GrokBench.Simulations -- order
var tables = new SortedDictionary<string, Action<TextWriter>>(StringComparer.Ordinal)
{
    ["order"] = OrderTable.Write,
    ["slope"] = SlopeTable.Write,
    ["spread"] = SpreadTable.Write,
    ["onset"] = OnsetTable.Write,
    ["share"] = ShareTable.Write,
};
if (args is not [var name] || !tables.TryGetValue(name, out var write))
{
    await Console.Error.WriteLineAsync($"name one table: {string.Join(", ", tables.Keys)}").ConfigureAwait(false);
    return 2;
}

write(Console.Out);
return 0;
