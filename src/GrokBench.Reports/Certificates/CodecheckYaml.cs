using System.Globalization;
using static GrokBench.Reports.Certificates.CertificateYaml;

namespace GrokBench.Reports.Certificates;

/// <summary>
/// <c>codecheck.yml</c>, the CODECHECK configuration file 1.0 (codecheck.org.uk/spec/config/1.0): manifest, paper, summary and time of the
/// check. Who checked, the report's identifier and the certificate's number are for the codechecker to add, as the specification has it;
/// they are not known here.
/// </summary>
public static class CodecheckYaml
{
    public static string Write(Certificate certificate) => "%YAML 1.1\n---\n" + CertificateYaml.Write(
        ("version", "https://codecheck.org.uk/spec/config/1.0/"),
        ("manifest", certificate.Outputs.Select(file => Mapping(("file", file.Name), ("comment", $"{file.About}, SHA-256 {file.Digest}")))
            .ToList()),
        ("paper", Mapping(
            ("title", certificate.Paper.Title),
            ("authors", certificate.Authors.IsEmpty ? null : certificate.Authors.Select(name => Mapping(("name", name))).ToList()),
            ("reference", certificate.Reference))),
        ("summary", Summary(certificate))) +
        string.Create(CultureInfo.InvariantCulture, $"check_time: \"{certificate.Decided.UtcDateTime:yyyy-MM-dd HH:mm:ss}\"\n");

    private static string Summary(Certificate certificate)
    {
        var suite = certificate.Suite;
        return $"GrokBench suite {suite.Name}{suite.Mark}, profile {suite.Profile}: {certificate.Summary}. See {Certificate.Page}.";
    }
}
