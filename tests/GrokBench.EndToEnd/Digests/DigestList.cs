using System.Text.Encodings.Web;
using System.Text.Json;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Yaml;

namespace GrokBench.EndToEnd.Digests;

/// <summary>The bits of a suite's runs on one engine: the content of <c>results/reference/digests.json</c>.</summary>
/// <param name="Engine">The identity of the engine that trained them.</param>
/// <param name="Runs">By cell and seed, such as <c>addition seed 0</c>.</param>
internal sealed record DigestList(string Engine, SortedDictionary<string, RunDigests> Runs)
{
    private const int DigitsKept = 16;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads the records that a suite's runs left in a result folder.</summary>
    /// <param name="suite">Path of the suite.</param>
    /// <exception cref="InvalidDataException">The records are of several engines.</exception>
    public static DigestList OfResults(string suite, string folder)
    {
        var names = SuiteReader.Read([suite], "ci", ClaimCatalogue.Vocabulary).Suites.Single().Groups.SelectMany(group => group.Cells)
            .SelectMany(cell => cell.Runs.Select(run => (run.Id.Text, Name: $"{cell.Name} seed {run.Training.Seed}")))
            .ToDictionary(run => run.Text, run => run.Name);
        var runs = new SortedDictionary<string, RunDigests>(StringComparer.Ordinal);
        var engines = new HashSet<string>();
        foreach (var file in Directory.GetFiles(folder, "record.json", SearchOption.AllDirectories))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var record = document.RootElement;
            engines.Add(Text(record.GetProperty("engine")));
            runs.Add(names[Text(record.GetProperty("id"))], Read(record));
        }

        return engines.Count == 1 ? new DigestList(engines.Single(), runs) : throw new InvalidDataException($"engines: {string.Join(", ", engines)}");
    }

    public static DigestList Parse(string json)
    {
        var list = JsonSerializer.Deserialize<DigestList>(json, Options)!;
        return list with { Runs = new SortedDictionary<string, RunDigests>(list.Runs, StringComparer.Ordinal) };
    }

    public string Write() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>One line for every run whose bits are not those that were expected, and one if the engine is another.</summary>
    public static IReadOnlyList<string> Differences(DigestList expected, DigestList found)
    {
        var lines = new List<string>();
        foreach (var name in expected.Runs.Keys.Union(found.Runs.Keys).Order(StringComparer.Ordinal))
        {
            var difference = (expected.Runs.GetValueOrDefault(name), found.Runs.GetValueOrDefault(name)) switch
            {
                (null, _) => "it is a new run",
                (_, null) => "it is no longer trained",
                var (theirs, ours) => RunDigests.Difference(theirs, ours),
            };
            if (difference is not null) lines.Add($"{name}: {difference}");
        }

        if (expected.Engine != found.Engine) lines.Add($"the engine is {found.Engine}, the list was made by {expected.Engine}");
        return lines;
    }

    private static RunDigests Read(JsonElement record)
    {
        var states = new SortedDictionary<long, string>();
        foreach (var point in record.GetProperty("trajectory").EnumerateArray()) states.Add(point.GetProperty("step").GetInt64(), Start(point.GetProperty("digest")));
        var series = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in record.GetProperty("seriesDigests").EnumerateObject()) series.Add(one.Name, Start(one.Value));
        var dataset = Start(record.GetProperty("provenance").GetProperty("datasetChecksum"));
        return new RunDigests(Text(record.GetProperty("id")), dataset, Text(record.GetProperty("status")), states, series);
    }

    private static string Text(JsonElement element) => element.GetString()!;

    private static string Start(JsonElement digest) => Text(digest)[..DigitsKept];
}
