using System.Globalization;
using System.Text.Json.Nodes;
using static GrokBench.Reports.Certificates.CertificateJson;

namespace GrokBench.Reports.Certificates;

/// <summary>
/// <c>ro-crate-metadata.json</c>: the certificate's folder as an RO-Crate 1.1 by the Process Run Crate profile 0.5
/// (w3id.org/ro/wfrun/process/0.5). Builds of the program are the tools; trainings and the judging that followed are the actions. Who
/// started them and under which licence the results are is not known, and left out.
/// </summary>
public static class RoCrate
{
    private const string Profile = "https://w3id.org/ro/wfrun/process/0.5";
    private const string Runs = "#runs";
    private const string Judging = "#judging";
    private const string JudgeId = "#judge";

    public static string Write(Certificate certificate)
    {
        CertificateFile[] files = [certificate.SuiteFile, .. certificate.Outputs];
        (string Name, string About, string MediaType)[] about =
        [
            (Certificate.Page, "the certificate, for people", "text/html"),
            (Certificate.Codecheck, "CODECHECK configuration file", "application/yaml"),
            (Certificate.Statement, "in-toto statement", "application/vnd.in-toto+json"),
            (Certificate.Citation, "how to cite", "application/yaml"),
        ];
        var parts = files.Select(file => file.Name).Concat(about.Select(file => file.Name));
        JsonObject[] graph =
        [
            Entity(Certificate.Crate, "CreativeWork", ("conformsTo", Reference("https://w3id.org/ro/crate/1.1")),
                ("about", Reference("./"))),
            Entity(
                "./", "Dataset",
                ("name", $"GrokBench certificate of {certificate.Suite.Name}{certificate.Suite.Mark}"),
                ("description", $"{certificate.Paper.Title}: {certificate.Summary}"),
                ("datePublished", Moment(certificate.Decided)),
                ("conformsTo", Reference(Profile)),
                ("hasPart", References(parts.Select(Address))),
                ("mentions", References([.. certificate.Builds.Select((_, i) => Training(i)), Judging])),
                ("citation", certificate.Reference is { } paper ? Reference(paper) : null)),
            Entity(Profile, "CreativeWork", ("name", "Process Run Crate"), ("version", "0.5")),
            Tool(JudgeId, certificate.Judge.Version, certificate.Judge.Commit),
            .. certificate.Builds.SelectMany((build, i) => Training(certificate, build, i)),
            Entity(
                Runs, "CreativeWork",
                ("name", "Trained runs"),
                ("description", FormattableString.Invariant($"{certificate.Runs.Length} runs, digest {certificate.RunsDigest}"))),
            Entity(
                Judging, "CreateAction",
                ("name", "Judging the claims"),
                ("instrument", Reference(JudgeId)),
                ("endTime", Moment(certificate.Decided)),
                ("object", References([Address(certificate.SuiteFile.Name), Runs])),
                ("result", References(certificate.Outputs.Select(file => Address(file.Name))))),
            .. files.Select(file => Entity(
                Address(file.Name), "File",
                ("name", file.Name), ("description", file.About), ("encodingFormat", file.MediaType),
                ("contentSize", file.Bytes.Length.ToString(CultureInfo.InvariantCulture)), ("sha256", file.Digest))),
            .. about.Select(file => Entity(Address(file.Name), "File", ("name", file.Name), ("description", file.About),
                ("encodingFormat", file.MediaType))),
            .. certificate.Reference is { } address ? [Paper(certificate, address)] : (JsonObject[])[],
        ];
        return CertificateJson.Write(CertificateJson.Object(
            ("@context", Array(["https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context"])),
            ("@graph", Array(graph))));
    }

    private static IEnumerable<JsonObject> Training(Certificate certificate, TrainingBuild build, int index)
    {
        var runs = certificate.Runs.Where(run => TrainingBuild.Of(run.Provenance) == build).ToArray();
        var tool = string.Create(CultureInfo.InvariantCulture, $"#build-{index + 1}");
        yield return Tool(tool, build.Version, build.Commit);
        yield return Entity(
            Training(index), "CreateAction",
            ("name", string.Create(CultureInfo.InvariantCulture, $"Training {runs.Length} {(runs.Length == 1 ? "run" : "runs")}")),
            ("description", $"{build.InstructionSet}, {build.Runtime}, {build.OperatingSystem}"),
            ("instrument", Reference(tool)),
            ("endTime", Moment(runs.Max(run => run.Provenance.Finished))),
            ("object", Reference(Address(certificate.SuiteFile.Name))),
            ("result", Reference(Runs)));
    }

    private static JsonObject Paper(Certificate certificate, string address) => Entity(
        address, "ScholarlyArticle",
        ("name", certificate.Paper.Title),
        ("datePublished", certificate.Paper.Year > 0 ? certificate.Paper.Year.ToString(CultureInfo.InvariantCulture) : null));

    private static JsonObject Tool(string id, string version, string commit) => Entity(
        id, "SoftwareApplication", ("name", "GrokBench"), ("softwareVersion", commit.Length > 0 ? $"{version}+{commit}" : version));

    private static string Training(int index) => string.Create(CultureInfo.InvariantCulture, $"#training-{index + 1}");

    /// <summary>A file's name as a relative address.</summary>
    private static string Address(string name) => Uri.EscapeDataString(name);

    private static JsonObject Entity(string id, string type, params (string Key, JsonNode? Value)[] properties) =>
        CertificateJson.Object([("@id", id), ("@type", type), .. properties]);

    private static JsonObject Reference(string id) => CertificateJson.Object(("@id", id));

    private static JsonArray References(IEnumerable<string> ids) => Array(ids.Select(JsonNode? (id) => Reference(id)));
}
