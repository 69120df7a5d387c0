using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsvHelper;
using CsvHelper.Configuration;
using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Versions;

/// <summary>
/// <c>runs.csv</c> of a reference: a header, then a row per run by suite, cell (ordinal) and seed. Events, final values and settings are
/// JSON objects with sorted keys; an event is its two ends, the upper one null where it is censored. Numbers have the shortest digits that
/// give the same bits back. Lines end with a line feed in every culture.
/// </summary>
public static class RunsCsv
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private static readonly string[] Columns =
    [
        "suite", "profile", "cell", "seed", "run", "engine", "digest", "standIn", "control", "status", "lastStep", "trained",
        "coreSeconds", "processor", "commit", "sources", "events", "final", "trajectory", "settings",
    ];

    public static void Write(TextWriter text, string profile, IEnumerable<SuiteSnapshot> suites)
    {
        using var csv = new CsvWriter(text, Format, leaveOpen: true);
        foreach (var column in Columns) csv.WriteField(column);
        csv.NextRecord();
        foreach (var (suite, run) in suites.SelectMany(suite => suite.Runs, (suite, run) => (suite, run)))
        {
            csv.WriteField(suite.Name);
            csv.WriteField(profile);
            csv.WriteField(run.Cell);
            csv.WriteField(run.Seed);
            csv.WriteField(run.Id);
            csv.WriteField(run.Engine);
            csv.WriteField(run.Digest);
            csv.WriteField(run.IsStandIn ? "true" : "false");
            csv.WriteField(run.IsControl ? "true" : "false");
            csv.WriteField(run.Status);
            csv.WriteField(run.LastStep);
            csv.WriteField(run.Trained);
            csv.WriteField(double.IsNaN(run.CoreSeconds) ? "" : run.CoreSeconds.ToString("R", CultureInfo.InvariantCulture));
            csv.WriteField(run.Processor);
            csv.WriteField(run.Commit);
            csv.WriteField(run.Sources);
            csv.WriteField(JsonSerializer.Serialize(Sorted(run.Events, Ends), Json));
            csv.WriteField(JsonSerializer.Serialize(Sorted(run.Final, value => value), Json));
            csv.WriteField(string.Join(' ', run.Trajectory
                .Select(link => string.Create(CultureInfo.InvariantCulture, $"{link.Step}:{link.Digest}"))));
            csv.WriteField(JsonSerializer.Serialize(Sorted(run.Settings, value => value), Json));
            csv.NextRecord();
        }
    }

    /// <summary>Runs by suite.</summary>
    /// <exception cref="InvalidDataException">The text is not such a file. The message names the line.</exception>
    public static ILookup<string, RunSnapshot> Read(TextReader text)
    {
        using var csv = new CsvReader(text, Format);
        try
        {
            if (!csv.Read() || !csv.ReadHeader() || !csv.HeaderRecord!.SequenceEqual(Columns)) throw new InvalidDataException(
                $"the columns are not {string.Join(", ", Columns)}");
            var runs = new List<(string Suite, RunSnapshot Run)>();
            while (csv.Read()) runs.Add((Field(0), Row()));
            return runs.ToLookup(run => run.Suite, run => run.Run, StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is CsvHelperException or FormatException or JsonException or OverflowException)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"line {csv.Parser.RawRow} is not a run"),
                exception);
        }

        RunSnapshot Row() => new(
            Field(2), csv.GetField<ulong>(3), Field(4), Field(5), Field(6), Field(7) == "true", Field(8) == "true", Field(9),
            csv.GetField<long>(10), csv.GetField<long>(11),
            Field(12) is { Length: > 0 } seconds ? double.Parse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture) : double.NaN,
            Field(13), Field(14), Field(15),
            Object<double?[]>(16).ToImmutableSortedDictionary(item => item.Key, item => Event(item.Value), StringComparer.Ordinal),
            Object<double>(17).ToImmutableSortedDictionary(StringComparer.Ordinal),
            [.. Field(18).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Link)],
            Object<string>(19).ToImmutableSortedDictionary(StringComparer.Ordinal));

        string Field(int column) => csv.GetField(column) ?? "";

        Dictionary<string, T> Object<T>(int column) =>
            JsonSerializer.Deserialize<Dictionary<string, T>>(Field(column), Json) ?? throw new FormatException();
    }

    private static double?[] Ends(Reading reading) => [reading.Low, double.IsPositiveInfinity(reading.High) ? null : reading.High];

    private static Reading Event(double?[] ends) => ends is [{ } low, var high] ? new Reading(low, high ?? double.PositiveInfinity)
        : throw new FormatException();

    private static (long Step, string Digest) Link(string text) =>
        text.Split(':') is [var step, { Length: RunSnapshot.DigestLength } digest]
        ? (long.Parse(step, NumberStyles.None, CultureInfo.InvariantCulture), digest)
        : throw new FormatException();

    private static SortedDictionary<string, TTo> Sorted<TFrom, TTo>(IReadOnlyDictionary<string, TFrom> values, Func<TFrom, TTo> to) =>
        new(values.ToDictionary(item => item.Key, item => to(item.Value)), StringComparer.Ordinal);
}
