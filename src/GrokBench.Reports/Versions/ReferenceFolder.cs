using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Versions;

/// <summary>
/// A reference: <c>runs.csv.gz</c>, <c>verdicts.csv</c> and <c>provenance.json</c> in a folder named as the version. Sorted, with line
/// feeds; the same result has the same bytes. Made by <c>grokbench reference</c> and never by hand.
/// </summary>
public static class ReferenceFolder
{
    public const string RunsFile = "runs.csv.gz", VerdictsFile = "verdicts.csv";

    /// <summary>Of a file once it is unpacked; a longer one is damaged.</summary>
    private const int MostBytes = 1 << 28;

    public static bool IsAt(string path) => File.Exists(Path.Combine(path, ReferenceProvenance.Name));

    /// <summary>Each file whole, and <c>provenance.json</c>, which holds their sums, last.</summary>
    /// <returns>The bytes of each file, by name.</returns>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public static IReadOnlyDictionary<string, int> Write(Snapshot snapshot, string path)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [RunsFile] = Packed(Text(text => RunsCsv.Write(text, snapshot.Origin.Profile, snapshot.Suites))),
            [VerdictsFile] = Text(text => VerdictsCsv.Write(text, snapshot.Suites)),
        };
        var provenance = ReferenceProvenance.Of(snapshot, files.Select(file => KeyValuePair.Create(file.Key, Sum(file.Value))));
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"cannot write {path}: {exception.Message}", exception);
        }

        files[ReferenceProvenance.Name] = provenance.Write();
        foreach (var (name, bytes) in files.OrderBy(file => file.Key == ReferenceProvenance.Name))
            AtomicFile.Write(Path.Combine(path, name), file => file.Write(bytes));
        return files.ToDictionary(file => file.Key, file => file.Value.Length);
    }

    /// <exception cref="InvalidDataException">It is no reference, or not as it was written. The message says so.</exception>
    /// <exception cref="StoreException">A file cannot be read.</exception>
    public static Snapshot Read(string path)
    {
        var provenance = ReadProvenance(path);
        foreach (var (name, sum) in provenance.Files)
        {
            if (Sum(Bytes(path, name)) != sum) throw Corrupted(path, $"{name} has not the SHA-256 that {ReferenceProvenance.Name} states");
        }

        try
        {
            var runs = RunsCsv.Read(Text(Unpacked(Bytes(path, RunsFile))));
            var claims = VerdictsCsv.Read(Text(Bytes(path, VerdictsFile)));
            SuiteSnapshot[] suites = [.. provenance.Suites.Select(suite => new SuiteSnapshot(
                suite.Key, suite.Value.StandIns,
                [.. claims[suite.Key].Select(claim => claim with { IsStandIn = !suite.Value.StandIns.IsEmpty })], [.. runs[suite.Key]]))];
            foreach (var suite in suites.Where(suite => PlanHash.Of(suite) != provenance.Suites[suite.Name].Plan))
                throw new InvalidDataException(
                    $"the runs of {suite.Name} are not those of the plan that {ReferenceProvenance.Name} states");
            var snapshot = new Snapshot($"reference {provenance.Version}", provenance.Origin, [.. suites]);
            return snapshot.Repeated is { } repeated ? throw new InvalidDataException($"{repeated} is there twice") : snapshot;
        }
        catch (InvalidDataException exception)
        {
            throw Corrupted(path, exception.Message);
        }
    }

    private static ReferenceProvenance ReadProvenance(string path)
    {
        var bytes = Bytes(path, ReferenceProvenance.Name);
        ReferenceProvenance provenance;
        try
        {
            // First: another schema may have other properties.
            if (ReferenceProvenance.SchemaOf(bytes) is var schema and not ReferenceProvenance.CurrentSchema)
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"{path} is a reference of schema {schema}; this version reads {ReferenceProvenance.CurrentSchema}"));
            }

            provenance = ReferenceProvenance.Read(bytes);
        }
        catch (JsonException exception)
        {
            throw Corrupted(path, $"{ReferenceProvenance.Name} is unusable: {exception.Message}");
        }

        // Without the sum of one of them, nothing would tell that it was changed.
        if (new[] { RunsFile, VerdictsFile }.FirstOrDefault(name => !provenance.Files.ContainsKey(name)) is { } missing)
            throw Corrupted(path, $"{ReferenceProvenance.Name} states no SHA-256 of {missing}");
        return provenance;
    }

    private static InvalidDataException Corrupted(string path, string reason) =>
        new($"the reference in {path} is corrupted: {reason}; restore it from the repository");

    private static byte[] Bytes(string path, string name) =>
        AtomicFile.Read(Path.Combine(path, name), MostBytes) ?? throw Corrupted(path, $"{name} is missing");

    private static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Text(Action<TextWriter> write)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        write(text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static StringReader Text(byte[] bytes) => new(Encoding.UTF8.GetString(bytes));

    /// <summary>In gzip without a name or a time, so that the same text has the same bytes.</summary>
    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Unpacked(byte[] bytes)
    {
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (var read = gzip.Read(buffer); read > 0; read = gzip.Read(buffer))
        {
            unpacked.Write(buffer, 0, read);
            if (unpacked.Length > MostBytes) throw new InvalidDataException($"{RunsFile} is too long");
        }

        return unpacked.ToArray();
    }
}
