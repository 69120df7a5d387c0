using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;

namespace GrokBench.Suites.RunTables;

/// <summary>
/// <c>runs.csv</c>: every run that was ever asked for in a result folder, with its settings and events as the suite that asked sees them. A command
/// that asks for a part of the suites in one profile replaces the rows of that part; pilots have rows of their own. RFC 4180 with line feeds, numbers in the invariant culture, rows by suite, group, cell (ordinal),
/// seed, profile and, of pilots, run id.
/// </summary>
public static class RunTable
{
    public const string Name = "runs.csv";

    /// <summary>How long another process may take to write its rows.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Brings the folder's table up to date with what is in the store.</summary>
    /// <param name="suites">What was asked for; only groups that their profile includes have rows.</param>
    /// <param name="whole">Whether each of the suites was asked for as a whole: rows of its profile with cells and seeds that it no longer has are then dropped, but for pilots.</param>
    /// <param name="notice">Told of a table that is damaged or cannot be read.</param>
    /// <exception cref="StoreException">The table cannot be written.</exception>
    public static void Update(RunStore store, ImmutableArray<Suite> suites, bool whole, Action<string>? notice = null)
    {
        var rows = Rows(store, suites);
        var path = Path.Combine(store.Root, Name);
        try
        {
            Directory.CreateDirectory(store.Root);
            AtomicFile.Clear($"{path}.lock", notice);
            using var held = Lock($"{path}.lock");
            AtomicFile.RemoveLeftovers(store.Root, $"{path}.lock");
            AtomicFile.Clear(path, notice);
            var asked = rows.Select(row => row.Key).ToHashSet();
            var names = suites.Select(suite => (suite.Name, suite.Profile)).ToHashSet();
            var dropped = whole && !suites.Any(suite => suite.IsPilot);
            var kept = Read(path, notice).Where(row => !(dropped && !row.Key.IsPilot && names.Contains((row.Key.Suite, row.Key.Profile))) && !asked.Contains(row.Key));
            Write(path, [.. rows.Concat(kept)], notice);
        }
        catch (Exception exception) when (StoreException.Covers(exception))
        {
            throw StoreException.Writing(path, exception);
        }
    }

    /// <summary>The rows of a folder's table; none where there is no table, or none that can be read.</summary>
    public static ImmutableArray<RunRow> Of(string root)
    {
        try
        {
            return AtomicFile.Read(Path.Combine(root, Name)) is { } bytes ? Parse(bytes) : [];
        }
        catch (Exception exception) when (exception is StoreException or InvalidDataException or CsvHelperException)
        {
            return [];
        }
    }

    /// <summary>Reads each record once, however many suites share it, and holds one at a time.</summary>
    private static ImmutableArray<RunRow> Rows(RunStore store, ImmutableArray<Suite> suites)
    {
        var asked = from suite in suites
                    from @group in suite.Groups
                    where @group.Included
                    from cell in @group.Cells
                    from spec in cell.Runs
                    select (Group: @group, Run: new AskedRun(suite.Name, cell.Name, spec, Profile: suite.Profile) { IsPilot = @group.IsPilot });
        return
        [
            .. asked.GroupBy(item => item.Run.Spec.Id).SelectMany(askers =>
            {
                var stored = store.Read(askers.First().Run.Spec).Value;
                return askers.Select(asker => RunRow.Of(asker.Group, asker.Run, store, stored));
            }),
        ];
    }

    private static FileStream Lock(string path)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += TimeSpan.FromMilliseconds(20))
        {
            if (ExclusiveFile.TryOpen(path) is { } held) return held;
            Thread.Sleep(20);
        }

        throw new IOException($"another process has held {path} for a minute");
    }

    /// <summary>The rows of the table; none where there is no table, or where it is damaged: what it said is in the records.</summary>
    private static ImmutableArray<RunRow> Read(string path, Action<string>? notice)
    {
        var anew = "; it is written anew, with the runs that are asked for now";
        try
        {
            return AtomicFile.Read(path) is { } bytes ? Parse(bytes) : [];
        }
        catch (StoreException exception)
        {
            notice?.Invoke(exception.Message + anew);
            return [];
        }
        catch (Exception exception) when (exception is InvalidDataException or CsvHelperException)
        {
            // The message of the library is many lines of its state.
            var reason = exception is InvalidDataException ? exception.Message : "it is not RFC 4180";
            notice?.Invoke($"{path} is unusable: {reason}{anew}");
            return [];
        }
    }

    /// <exception cref="InvalidDataException">It is not a table of runs.</exception>
    /// <exception cref="CsvHelperException">It is not RFC 4180.</exception>
    private static ImmutableArray<RunRow> Parse(byte[] bytes)
    {
        using var csv = new CsvParser(new StreamReader(new MemoryStream(bytes), Encoding.UTF8), CultureInfo.InvariantCulture);
        if (!csv.Read()) return [];
        var header = csv.Record!;
        if (header.CountBy(column => column, StringComparer.Ordinal).FirstOrDefault(column => column.Value > 1).Key is { } repeated)
            throw new InvalidDataException($"column '{repeated}' is there more than once");
        var rows = ImmutableArray.CreateBuilder<RunRow>();
        while (csv.Read())
        {
            if (csv.Record!.Length != header.Length)
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"line {csv.RawRow} has {csv.Record.Length} fields, not {header.Length}"));

            // An event that no kept row has reached is a column all the same.
            var fields = header.Zip(csv.Record).Where(pair => pair.Second.Length > 0 || !IsSetting(pair.First))
                .ToImmutableSortedDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
            if (!fields.TryGetValue("suite", out var suite) || !fields.TryGetValue("cell", out var cell)
                || !ulong.TryParse(fields.GetValueOrDefault("seed"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"line {csv.RawRow} names no suite, cell and seed"));
            var pilot = fields.GetValueOrDefault("pilot") == "true" ? fields.GetValueOrDefault("id", "unknown") : "";
            rows.Add(new RunRow(new RunKey(suite, fields.GetValueOrDefault("profile", ""), cell, seed, pilot), fields));
        }

        return rows.ToImmutable();
    }

    /// <summary>Settings have a dot in their name, events have none.</summary>
    private static bool IsSetting(string column) => column.Contains('.', StringComparison.Ordinal);

    private static void Write(string path, ImmutableArray<RunRow> rows, Action<string>? notice)
    {
        var others = rows.SelectMany(row => row.Fields.Keys).Except(RunRow.Columns).Order(StringComparer.Ordinal).ToLookup(IsSetting);
        string[] columns = [.. RunRow.Columns, .. others[false], .. others[true]];
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true))
        {
            foreach (var column in columns) csv.WriteField(column);
            csv.NextRecord();
            var ordered = rows.OrderBy(row => row.Key.Suite, StringComparer.Ordinal)
                .ThenBy(row => row.Fields.GetValueOrDefault("group"), StringComparer.Ordinal)
                .ThenBy(row => row.Key.Cell, StringComparer.Ordinal).ThenBy(row => row.Key.Seed)
                .ThenBy(row => row.Key.Profile, StringComparer.Ordinal).ThenBy(row => row.Key.Pilot, StringComparer.Ordinal);
            foreach (var row in ordered)
            {
                foreach (var column in columns) csv.WriteField(row.Fields.GetValueOrDefault(column));
                csv.NextRecord();
            }
        }

        AtomicFile.Write(path, file => file.Write(Encoding.UTF8.GetBytes(text.ToString())), notice: notice);
    }
}
