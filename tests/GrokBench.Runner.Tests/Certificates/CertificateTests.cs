using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using GrokBench.Reports.Certificates;
using GrokBench.Runner.Tests.Commands;
using Json.Schema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace GrokBench.Runner.Tests.Certificates;

/// <summary>What <c>certificate</c> writes is what the formats ask for, and says what the bench answered.</summary>
public sealed class CertificateTests
{
    private const string Title = "No: \"paper\" of #2020-01-01 <b>| yes";

    /// <summary>Once: it has an id, which may be registered once.</summary>
    private static readonly JsonSchema CitationSchema =
        JsonSchema.FromText(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Certificates", "cff-1.2.0.schema.json")));

    private static readonly string[] AllFiles =
    [
        Certificate.Citation, Certificate.Page, Certificate.Codecheck, "junit.xml", "readings.csv", Certificate.Crate,
            Certificate.Statement, "paper.yaml", "verdicts.json",
    ];

    private Invocation bench = null!;
    private string suite = "";

    private string Folder => Path.Combine(bench.Out, "certificates", "paper");

    [OneTimeSetUp]
    public void SetUp()
    {
        bench = new Invocation();
        suite = bench.Suite("paper", text => text.Replace(
            "title: \"Small networks, a second each\"",
                "title: 'No: \"paper\" of #2020-01-01 <b>| yes'\n  authors: \"Power, O'Neill et al.\"\n  year: 2022\n  arxiv: \"2201.02177\"", StringComparison.Ordinal));
        Assert.That(bench.Run("bench", suite), Is.Zero, bench.Errors);
        Assert.That(bench.Run("certificate", suite), Is.Zero, bench.Errors);
    }

    [OneTimeTearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void Certificate_OfASuite_IsAFolderOfItsOwn()
    {
        Assert.That(Directory.GetFiles(Folder).Select(Path.GetFileName), Is.EquivalentTo(AllFiles));
        Assert.That(File.ReadAllBytes(PathOf("verdicts.json")), Is.EqualTo(File.ReadAllBytes(Path.Combine(bench.Out, "verdicts.json"))));
        Assert.That(File.ReadAllBytes(PathOf("paper.yaml")), Is.EqualTo(File.ReadAllBytes(suite)));
    }

    [Test]
    [SetCulture("ru-RU")]
    public void Certificate_WrittenAgainInAnotherCulture_HasTheSameBytes()
    {
        var again = Path.Combine(bench.Out, "again");

        Assert.That(bench.Run("certificate", suite, "--to", again), Is.Zero, bench.Errors);

        foreach (var file in AllFiles)
            Assert.That(File.ReadAllText(Path.Combine(again, file)), Is.EqualTo(File.ReadAllText(PathOf(file))), file);
    }

    [Test]
    public void Statement_Subjects_AreTheFilesByTheirDigests()
    {
        var statement = Json(Certificate.Statement);

        Assert.That((string?)statement["_type"], Is.EqualTo("https://in-toto.io/Statement/v1"));
        Assert.That(Uri.IsWellFormedUriString((string?)statement["predicateType"], UriKind.Absolute), Is.True);
        Assert.That(statement["subject"]!.AsArray().Select(item => (string?)item!["name"]),
            Is.EqualTo(new[] { "verdicts.json", "readings.csv", "junit.xml" }));
        foreach (var item in statement["subject"]!.AsArray().Append(statement["predicate"]!["inputs"]!["suite"]))
            Assert.That((string?)item!["digest"]!["sha256"], Is.EqualTo(DigestOf((string)item["name"]!)));
    }

    [Test]
    public void Statement_Predicate_HasVerdictsAndEveryRunsDigest()
    {
        var predicate = Json(Certificate.Statement)["predicate"]!;
        var verdicts = bench.Json("verdicts.json")["suites"]![0]!;

        Assert.That(predicate["claims"]!.AsArray()
            .Select(claim => ((string?)claim!["id"], (string?)claim["verdict"], (string?)claim["finding"], (string?)claim["command"])),
            Is.EqualTo(
            verdicts["claims"]!.AsArray()
                .Select(claim => ((string?)claim!["id"], (string?)claim["verdict"], (string?)claim["sentence"],
                (string?)claim["command"]))));
        Assert.That(predicate["runs"]!.AsArray()
            .Select(run => ((string?)run!["id"], (long)run["steps"]!, (string?)run["digest"]!["sha256"])), Is.EquivalentTo(
            verdicts["runs"]!.AsArray().Select(run => ((string?)run!["id"], (long)run["lastStep"]!, (string?)run["digest"])).Distinct()));
        Assert.That(predicate["inputs"]!["datasets"]!.AsArray(), Is.Not.Empty);
        Assert.That((string?)predicate["builds"]![0]!["sources"]!["digest"]!["sha256"], Does.Match("^[0-9a-f]{64}$"));
    }

    [Test]
    public void Codecheck_Fields_AreThoseOfTheSpecification()
    {
        var text = File.ReadAllText(PathOf(Certificate.Codecheck));
        var root = Yaml(Certificate.Codecheck);

        Assert.That(text, Does.StartWith("%YAML 1.1\n---\n"), "an explicit document with its version");
        Assert.That(root.Children.Keys.Select(key => key.ToString()),
            Is.EqualTo(new[] { "version", "manifest", "paper", "summary", "check_time" }), "who checked is not known here");
        Assert.That(root["version"].ToString(), Is.EqualTo("https://codecheck.org.uk/spec/config/1.0/"));
        Assert.That(((YamlSequenceNode)root["manifest"]).Select(item => item["file"].ToString()),
            Is.All.Matches<string>(file => File.Exists(PathOf(file))));
        Assert.That(root["paper"]["title"].ToString(), Is.EqualTo(Title));
        Assert.That(root["paper"]["reference"].ToString(), Is.EqualTo("https://arxiv.org/abs/2201.02177"));
        Assert.That(((YamlSequenceNode)root["paper"]["authors"]).Select(author => author["name"].ToString()),
            Is.EqualTo(new[] { "Power", "O'Neill et al." }));
        Assert.That(((YamlScalarNode)root["check_time"]).Style, Is.Not.EqualTo(ScalarStyle.Plain), "a text and no date");
    }

    [Test]
    public void Citation_IsValidByThePublishedSchema()
    {
        Assert.That(CitationProblems(Node(Yaml(Certificate.Citation))), Is.Empty);
        Assert.That(Yaml(Certificate.Citation)["references"][0]["title"].ToString(), Is.EqualTo(Title));
    }

    /// <summary>The validator does find what is wrong.</summary>
    [Test]
    public void Citation_WithoutAuthors_IsNotValidByThePublishedSchema()
    {
        var citation = Node(Yaml(Certificate.Citation))!.AsObject();
        citation.Remove("authors");

        Assert.That(CitationProblems(citation), Is.Not.Empty);
    }

    [Test]
    public void Crate_Entities_AreThoseThatTheProfileAsksFor()
    {
        var entities = Json(Certificate.Crate)["@graph"]!.AsArray()
            .ToDictionary(entity => (string)entity!["@id"]!, entity => entity!.AsObject());

        Assert.That((string?)entities["ro-crate-metadata.json"]["conformsTo"]!["@id"], Is.EqualTo("https://w3id.org/ro/crate/1.1"));
        Assert.That((string?)entities["ro-crate-metadata.json"]["about"]!["@id"], Is.EqualTo("./"));
        Assert.That((string?)entities["./"]["conformsTo"]!["@id"], Is.EqualTo("https://w3id.org/ro/wfrun/process/0.5"));
        Assert.That(new[] { "name", "description", "datePublished", "hasPart", "mentions" }.Where(key => !entities["./"].ContainsKey(key)),
            Is.Empty);
        Assert.That(References(Json(Certificate.Crate)["@graph"]!)
            .Where(id => !entities.ContainsKey(id) && id != "https://w3id.org/ro/crate/1.1"), Is.Empty,
            "everything that is referred to is described");
        Assert.That(entities["./"]["hasPart"]!.AsArray().Select(part => (string)part!["@id"]!),
            Is.EquivalentTo(AllFiles.Where(file => file != Certificate.Crate)));
        foreach (var action in entities.Values.Where(entity => (string?)entity["@type"] == "CreateAction"))
        {
            Assert.That((string?)entities[(string)action["instrument"]!["@id"]!]["@type"], Is.EqualTo("SoftwareApplication"));
            Assert.That(DateTimeOffset.TryParse((string?)action["endTime"], CultureInfo.InvariantCulture, out _), Is.True);
            Assert.That(action.ContainsKey("result"), Is.True);
        }
    }

    [Test]
    public void Page_EveryClaim_HasItsVerdictAndTheCommandThatRepeatsIt()
    {
        var page = new HtmlParser().ParseDocument(File.ReadAllText(PathOf(Certificate.Page)));

        Assert.That(page.QuerySelectorAll(".claim .badge").Select(badge => badge.TextContent),
            Is.EqualTo(new[] { "? inconclusive", "○ not run" }));
        Assert.That(page.QuerySelectorAll(".claim .command code").Select(command => command.TextContent),
            Is.All.Match("^(make build && .* --expect [0-9a-f]{16}(,[0-9a-f]{16}){3}|grokbench bench .*)$").And.All.Contains("--only T"));
        Assert.That(page.QuerySelectorAll(".claim .command"), Has.Length.EqualTo(3), "two of T1, and one of T2, which was not run");
        Assert.That(page.QuerySelector("cite")!.TextContent, Is.EqualTo(Title));
        Assert.That(page.QuerySelectorAll("#runs tbody tr"),
            Has.Length.EqualTo(bench.Json("verdicts.json")["suites"]![0]!["runs"]!.AsArray().Count));
        Assert.That(page.QuerySelectorAll("[src], link[href]:not([href^='data:'])"), Is.Empty, "it loads nothing");
        foreach (var link in page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!)
            .Where(link => !link.StartsWith("https://arxiv.org/", StringComparison.Ordinal)))
            Assert.That(File.Exists(PathOf(link)), link);
    }

    private string PathOf(string file) => Path.Combine(Folder, file);

    private string DigestOf(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf(file))));

    private JsonNode Json(string file) => JsonNode.Parse(File.ReadAllText(PathOf(file)))!;

    private YamlMappingNode Yaml(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(PathOf(file))));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    /// <summary>As a reader of YAML would see it: only what is not quoted may be a number.</summary>
    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode mapping =>
            new JsonObject(mapping.Children.Select(child => KeyValuePair.Create(child.Key.ToString(), Node(child.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: var text } when int.TryParse(text, NumberStyles.None,
            CultureInfo.InvariantCulture, out var number) =>
            number,
        _ => ((YamlScalarNode)node).Value,
    };

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } item when item["@id"] is { } id => [(string)id!],
        JsonObject item => item.SelectMany(entry => References(entry.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static string[] CitationProblems(JsonNode? citation)
    {
        using var document = JsonDocument.Parse(citation!.ToJsonString());
        var result = CitationSchema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        if (result.IsValid) return [];
        return [.. (result.Details ?? []).Where(detail => detail.Errors is not null)
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"))
            .DefaultIfEmpty("it is not valid")];
    }
}
