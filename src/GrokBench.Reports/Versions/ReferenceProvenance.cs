using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using GrokBench.Reports.Judging;

namespace GrokBench.Reports.Versions;

/// <summary><c>provenance.json</c> of a reference: what made it, what it holds, and the sums of its other files.</summary>
/// <param name="Schema">Version of the reference's format.</param>
/// <param name="Sources">SHA-256 of the sources that decide bits, of all programs that trained a run; none where no record tells.</param>
/// <param name="Processors">Models, likewise.</param>
/// <param name="Engines">Runs by the identity of the engine that they executed on.</param>
/// <param name="Claims">By verdict; those without one under <c>no verdict</c>.</param>
/// <param name="Files">SHA-256 by name.</param>
internal sealed record ReferenceProvenance(
    int Schema, string Version, string Commit, string Profile, string Engine, string InstructionSet, string Runtime,
    string OperatingSystem, string Generated, ImmutableArray<string> Sources, ImmutableArray<string> Processors,
    SortedDictionary<string, int> Engines, int Runs, SortedDictionary<string, int> Claims,
    SortedDictionary<string, SuiteProvenance> Suites, SortedDictionary<string, string> Files)
{
    public const string Name = "provenance.json";

    public const int CurrentSchema = 1;

    private const string NoVerdict = "no verdict";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public SnapshotOrigin Origin => new(Version, Commit, Profile, Engine, InstructionSet, Runtime, OperatingSystem, Generated);

    /// <param name="files">SHA-256 by name.</param>
    public static ReferenceProvenance Of(Snapshot snapshot, IEnumerable<KeyValuePair<string, string>> files)
    {
        var (origin, runs) = (snapshot.Origin, snapshot.Suites.SelectMany(suite => suite.Runs).ToArray());
        return new(
            CurrentSchema, origin.Version, origin.Commit, origin.Profile, origin.Engine, origin.InstructionSet, origin.Runtime,
            origin.OperatingSystem, origin.Generated, Distinct(runs.Select(run => run.Sources)),
            Distinct(runs.Select(run => run.Processor)), Count(runs.Select(run => run.Engine)), runs.Length,
            Count(snapshot.Suites.SelectMany(suite => suite.Claims)
                .Select(claim => claim.Verdict is { } verdict ? VerdictWord.Of(verdict) : NoVerdict)),
            Sorted(snapshot.Suites.Select(suite => KeyValuePair.Create(suite.Name, SuiteProvenance.Of(suite)))), Sorted(files));
    }

    public byte[] Write() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Options), (byte)'\n'];

    /// <summary>Of a file of any schema.</summary>
    /// <exception cref="JsonException">The bytes are no such file.</exception>
    public static int SchemaOf(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("schema", out var schema)
            && schema.ValueKind == JsonValueKind.Number && schema.TryGetInt32(out var number)
            ? number
            : throw new JsonException("it states no schema");
    }

    /// <exception cref="JsonException">The bytes are no file of the current schema.</exception>
    public static ReferenceProvenance Read(byte[] bytes)
    {
        var read = JsonSerializer.Deserialize<ReferenceProvenance>(bytes, Options) ?? throw new JsonException("it is null");
        return read.Suites.FirstOrDefault(suite => suite.Value is null).Key is { } suite
            ? throw new JsonException($"suite {suite} is null")
            : read;
    }

    private static ImmutableArray<string> Distinct(IEnumerable<string> texts) =>
        [.. texts.Where(text => text.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    private static SortedDictionary<string, int> Count(IEnumerable<string> texts) => Sorted(texts.CountBy(text => text));

    private static SortedDictionary<string, T> Sorted<T>(IEnumerable<KeyValuePair<string, T>> items) =>
        new(items.ToDictionary(), StringComparer.Ordinal);
}

/// <param name="Plan">See <see cref="PlanHash"/>.</param>
/// <param name="StandIns">Such as <c>digits for mnist</c>; empty where no data were stood in for.</param>
internal sealed record SuiteProvenance(string Plan, int Cells, int Runs, int Claims, ImmutableArray<string> StandIns)
{
    public static SuiteProvenance Of(SuiteSnapshot suite) =>
        new(PlanHash.Of(suite), suite.Runs.Select(run => run.Cell).Distinct().Count(), suite.Runs.Length, suite.Claims.Length,
            suite.StandIns);
}
