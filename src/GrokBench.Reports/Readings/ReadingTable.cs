using System.Collections.Immutable;
using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Readings;

/// <summary>
/// Readings of a suite's finished runs, found by names: a claim's own by (claim, part, cell, seed), those of every run by (cell, seed).
/// Verdicts follow from this
/// table and the suite alone.
/// </summary>
public sealed class ReadingTable
{
    private readonly Dictionary<(string Claim, int Part, string Cell, ulong Seed), Dictionary<string, ReadingRow>> index = [];

    /// <param name="rows">Of one suite; of several rows for one quantity of a run the first counts.</param>
    public ReadingTable(IEnumerable<ReadingRow> rows)
    {
        Rows = [.. rows];
        foreach (var row in Rows)
        {
            var key = (row.Claim, row.Part, row.Cell, row.Seed);
            if (!index.TryGetValue(key, out var run)) index.Add(key, run = new(StringComparer.Ordinal));
            run.TryAdd(row.Quantity, row);
        }
    }

    public static ReadingTable Empty { get; } = new([]);

    public ImmutableArray<ReadingRow> Rows { get; }

    /// <summary>
    /// Why what a claim reads could not be read, by claim; under an empty name, why what is read of every run could not. Such rows are
    /// missing.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Obstacles { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What a claim reads of a run, by quantity; null where the run is missing.</summary>
    public IReadOnlyDictionary<string, ReadingRow>? Find(string claim, int part, string cell, ulong seed) => index.GetValueOrDefault((claim, part, cell, seed));

    /// <summary>What is read of every run, by quantity; null where the run is missing.</summary>
    public IReadOnlyDictionary<string, ReadingRow>? Find(string cell, ulong seed) => Find("", 0, cell, seed);

    /// <summary>A reading of those of every run; null where the run is missing or has no such quantity.</summary>
    public Reading? Read(string cell, ulong seed, string quantity) => Find(cell, seed)?.GetValueOrDefault(quantity)?.Reading;

    /// <summary>The rows of some runs alone.</summary>
    public ReadingTable Where(Func<string, ulong, bool> keeps) =>
        new(Rows.Where(row => keeps(row.Cell, row.Seed))) { Obstacles = Obstacles };
}
