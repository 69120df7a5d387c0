using System.Collections.Immutable;
using GrokBench.Suites.Records;
using GrokBench.Suites.RunTables;

namespace GrokBench.Runner.Verifying;

/// <summary>
/// Gives the records of a result folder the names under which suites know their runs: from the records themselves, or from <c>runs.csv</c>.
/// </summary>
internal static class Candidates
{
    /// <param name="folder">The result folder.</param>
    /// <exception cref="StoreException">The folder cannot be read.</exception>
    public static ImmutableArray<Candidate> In(string folder)
    {
        var rows = RunTable.Of(folder).ToLookup(row => row.Fields.GetValueOrDefault("id", ""), StringComparer.Ordinal);
        return [.. FoundRecords.In(folder).Select(found => Named(found, [.. rows[found.Id.Text].Select(row => row.Key)]))];
    }

    private static Candidate Named(FoundRecord found, ImmutableArray<RunKey> rows)
    {
        var askers = (found.Record?.AskedBy ?? []).Where(asker => asker.Suite.Length > 0).ToArray();
        var suites = askers.Select(asker => asker.Suite).Concat(rows.Select(row => row.Suite)).Distinct().Order(StringComparer.Ordinal)
            .ToImmutableArray();
        if (suites.IsEmpty) return new Candidate(found, [""], "", found.Record?.Settings?.Seed);
        var cell = askers.FirstOrDefault(asker => asker.Suite == suites[0])?.Cell ?? rows.First(row => row.Suite == suites[0]).Cell;
        return new Candidate(found, suites, cell, found.Record?.Settings?.Seed ?? rows[0].Seed);
    }
}
