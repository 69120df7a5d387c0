using System.Text.Json.Nodes;
using GrokBench.Reports.Exports;
using GrokBench.Reports.Judging;
using static GrokBench.Reports.Certificates.CertificateJson;

namespace GrokBench.Reports.Certificates;

/// <summary>
/// An in-toto Statement v1 (github.com/in-toto/attestation, spec/v1): that these files, by digest, are what the bench answered, with the
/// digests of what it was asked. The predicate is of our own type, docs/certificate.md: a refuted claim is a result, and the predicates for
/// test results know only passed and failed. Not signed.
/// </summary>
public static class InTotoStatement
{
    public const string PredicateType = "urn:grokbench:verdicts:v1";

    public static string Write(Certificate certificate) => CertificateJson.Write(CertificateJson.Object(
        ("_type", "https://in-toto.io/Statement/v1"),
        ("subject", Array(certificate.Outputs.Select(file => Resource(file.Name, file.Digest)))),
        ("predicateType", PredicateType),
        ("predicate", CertificateJson.Object(
            ("suite", certificate.Suite.Name),
            ("profile", certificate.Suite.Profile),
            ("pilot", certificate.Suite.IsPilot),
            ("decided", Moment(certificate.Decided)),
            ("judge", CertificateJson.Object(("version", certificate.Judge.Version), ("commit", Known(certificate.Judge.Commit)))),
            ("paper", CertificateJson.Object(("title", certificate.Paper.Title), ("reference", certificate.Reference))),
            ("claims", Array(certificate.Report.Claims.Select(Claim))),
            ("inputs", CertificateJson.Object(
                ("suite", Resource(certificate.SuiteFile.Name, certificate.SuiteFile.Digest)),
                ("datasets", Array(certificate.Datasets.Select(data => Resource(data.Name, data.Digest)))))),
            ("engines", Array(certificate.Engines)),
            ("builds", Array(certificate.Builds.Select(Build))),
            ("runs", Array(certificate.Trajectories.Select(Run)))))));

    private static JsonObject Claim(ClaimResult result) => CertificateJson.Object(
        ("id", result.Claim.Id),
        ("title", result.Claim.Title),
        ("strength", VerdictsJson.Word(result.Claim.Strength)),
        ("verdict", result.Verdict is { } verdict ? VerdictWord.Of(verdict) : null),
        ("checked", result.Predicate),
        ("finding", result.Sentence),
        ("scaled", Array(result.Scaled)),
        ("standIns", Array(result.StandIns)),
        ("command", result.Command));

    private static JsonObject Run(RunSummary run) => CertificateJson.Object(
        ("id", run.Id), ("engine", run.Engine), ("steps", run.LastStep), ("digest", CertificateJson.Object(("sha256", run.Digest))));

    private static JsonObject Build(TrainingBuild build) => CertificateJson.Object(
        ("version", build.Version),
        ("commit", Known(build.Commit)),
        ("dirty", build.Dirty),
        ("sources", build.Sources is { Length: > 0 } sources ? Resource("sources that decide bits", sources) : null),
        ("instructionSet", build.InstructionSet),
        ("runtime", build.Runtime),
        ("operatingSystem", build.OperatingSystem));

    private static JsonObject Resource(string name, string sha256) =>
        CertificateJson.Object(("name", name), ("digest", CertificateJson.Object(("sha256", sha256))));

    private static JsonNode? Known(string text) => text.Length > 0 ? text : null;
}
