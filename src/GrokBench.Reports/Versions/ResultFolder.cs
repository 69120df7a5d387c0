using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;
using GrokBench.Reports.Readings;
using GrokBench.Suites.Records;
using GrokBench.Suites.RunTables;
using Reading = GrokBench.Reports.Statistics.Reading;

namespace GrokBench.Reports.Versions;

/// <summary>Reads a result folder by its files alone: no suite is needed, so that a folder of any version can be compared.</summary>
public static class ResultFolder
{
    private const string Settings = "runs.csv", ReadingsFile = "readings.csv";

    /// <exception cref="InvalidDataException">It has no answer, or one of its files is not what it should be. The message names
    /// it.</exception>
    /// <exception cref="StoreException">A file cannot be read.</exception>
    public static Snapshot Read(string folder)
    {
        var answer = Answer.Read(folder);
        var settings = Parsed(folder, Settings, text => SettingsOf(text, answer.Origin.Profile));
        var events = Parsed(folder, ReadingsFile, EventsOf);
        var records = new Dictionary<string, (RunRecord Record, ImmutableArray<long> Steps)>(StringComparer.Ordinal);
        var snapshot = new Snapshot(
            folder, answer.Origin, [.. answer.Suites.Select(Suite).OrderBy(suite => suite.Name, StringComparer.Ordinal)]);
        return snapshot.Repeated is { } repeated
            ? throw new InvalidDataException($"{Path.Combine(folder, Answer.Name)} is unusable: {repeated} is there twice")
            : snapshot;

        SuiteSnapshot Suite(AnsweredSuite suite) => new(
            suite.Name, suite.StandIns, suite.Claims,
            [.. suite.Runs.Select(run => Run(suite, run)).OrderBy(run => run.Cell, StringComparer.Ordinal).ThenBy(run => run.Seed)]);

        RunSnapshot Run(AnsweredSuite suite, AnsweredRun run)
        {
            var path = Path.Combine(folder, RunFiles.Runs, run.Id, run.Engine);
            var (record, steps) = Record(path);
            TrajectoryPoint[] seen = [.. record.Trajectory.Where(link => link.Step <= run.LastStep)];
            if (seen.Length == 0 || seen[^1].Digest != run.Digest)
                throw new InvalidDataException(
                    $"{Path.Combine(folder, Answer.Name)} is of other records than there are now; grokbench report judges them again");
            var stated = settings.GetValueOrDefault(new RunKey(suite.Name, answer.Origin.Profile, run.Cell, run.Seed))
                ?? throw new InvalidDataException(
                    $"{Path.Combine(folder, Settings)} has no row for {suite.Name} {run.Cell} seed {run.Seed}");
            return new RunSnapshot(
                run.Cell, run.Seed, run.Id, run.Engine, run.Digest, run.IsStandIn,
                suite.Controls.Contains(run.Cell) || stated.GetValueOrDefault("task.labels", "correct") != "correct",
                run.Status, run.LastStep, record.Steps, record.Provenance.CpuSeconds, record.Provenance.Processor ?? "",
                record.Provenance.Commit, record.Provenance.Sources ?? "",
                events[(suite.Name, run.Cell, run.Seed)].Where(row => run.Events.Contains(row.Quantity))
                    .ToImmutableSortedDictionary(row => row.Quantity, row => Between(row.Reading, steps), StringComparer.Ordinal),
                record.Steps == run.LastStep ? record.Final : At(run.LastStep, RecordReader.ReadCurve(path)),
                [.. seen.Select(link => (link.Step, link.Digest[..RunSnapshot.DigestLength]))], stated);
        }

        (RunRecord Record, ImmutableArray<long> Steps) Record(string path) => records.TryGetValue(path, out var read) ? read
            : records[path] = RecordReader.Read(path);
    }

    /// <summary>An event that was seen at one evaluation happened after the one before.</summary>
    private static Reading Between(Reading reading, ImmutableArray<long> steps)
    {
        if (!reading.Exact) return reading;
        var before = steps.LastOrDefault(step => step < reading.High);
        return new Reading(Math.Max(1, before), reading.High);
    }

    /// <summary>Of a run that went on for another suite: every series at the step that this one sees last.</summary>
    private static ImmutableSortedDictionary<string, double> At(long step, Curve curve)
    {
        var index = curve.Steps.BinarySearch(step);
        return curve.Series.Where(_ => index >= 0)
            .ToImmutableSortedDictionary(series => series.Key, series => series.Value[index], StringComparer.Ordinal);
    }

    private static T Parsed<T>(string folder, string name, Func<TextReader, T> parse)
    {
        var path = Path.Combine(folder, name);
        var bytes = AtomicFile.Read(path) ?? throw new InvalidDataException(
            $"{path} is missing; expected a result folder, which bench, check and report fill");
        try
        {
            using var text = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
            return parse(text);
        }
        catch (Exception exception) when (exception is InvalidDataException or CsvHelperException)
        {
            throw new InvalidDataException(
                $"{path} is unusable: {(exception is InvalidDataException ? exception.Message : "it is not RFC 4180")}", exception);
        }
    }

    /// <summary>Readings that are no claim's: by run, the events of its own rule.</summary>
    private static ILookup<(string Suite, string Cell, ulong Seed), ReadingRow> EventsOf(TextReader text)
    {
        var rows = ReadingsCsv.Read(text).Where(row => row.Claim.Length == 0).ToArray();
        if (rows.GroupBy(row => (row.Suite, row.Cell, row.Seed, row.Quantity)).FirstOrDefault(same => same.Count() > 1) is { Key: var key })
            throw new InvalidDataException(
                FormattableString.Invariant($"{key.Quantity} of {key.Suite} {key.Cell} seed {key.Seed} is there twice"));
        return rows.ToLookup(row => (row.Suite, row.Cell, row.Seed));
    }

    /// <summary>Columns of settings have a dot in their name; what a run does not have is empty.</summary>
    private static Dictionary<RunKey, ImmutableSortedDictionary<string, string>> SettingsOf(TextReader text, string profile)
    {
        using var csv = new CsvParser(text, CultureInfo.InvariantCulture);
        var header = csv.Read() ? csv.Record! : [];
        int Column(string name) => Array.IndexOf(header, name) is >= 0 and var column ? column
            : throw new InvalidDataException($"column '{name}' is missing");
        var (suite, of, cell, seed, pilot) = (Column("suite"), Column("profile"), Column("cell"), Column("seed"), Column("pilot"));
        var settings = new Dictionary<RunKey, ImmutableSortedDictionary<string, string>>();
        while (csv.Read())
        {
            var fields = csv.Record!;
            if (fields.Length != header.Length
                || !ulong.TryParse(fields[seed], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"line {csv.RawRow} is not a run"));
            if (fields[of] != profile || fields[pilot] == "true") continue;
            settings[new RunKey(fields[suite], profile, fields[cell], number)] = header.Zip(fields)
                .Where(pair => pair.First.Contains('.', StringComparison.Ordinal) && pair.Second.Length > 0)
                .ToImmutableSortedDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        }

        return settings;
    }
}
