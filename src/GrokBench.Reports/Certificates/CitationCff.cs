using static GrokBench.Reports.Certificates.CertificateYaml;

namespace GrokBench.Reports.Certificates;

/// <summary>
/// <c>CITATION.cff</c>, the Citation File Format 1.2.0: the benchmark, with the paper that the suite is about as its reference.
/// </summary>
public static class CitationCff
{
    private const string Others = "et al.";

    public static string Write(Certificate certificate) => CertificateYaml.Write(
        ("cff-version", "1.2.0"),
        ("message", "If you use these results, please cite the paper and the benchmark."),
        ("type", "software"),
        ("title", "GrokBench"),
        ("version", certificate.Judge.Version),
        ("commit", certificate.Judge.Commit.Length > 0 ? certificate.Judge.Commit : null),
        ("license", "MIT"),
        ("authors", new[] { Mapping(("name", "GrokBench contributors")) }),
        ("references", certificate.Authors.IsEmpty ? null : new[] { Reference(certificate) }));

    private static Dictionary<string, object> Reference(Certificate certificate) => Mapping(
        ("type", "article"),
        ("title", certificate.Paper.Title),
        ("authors", certificate.Authors.SelectMany(Author).ToList()),
        ("year", certificate.Paper.Year > 0 ? certificate.Paper.Year : null),
        ("url", certificate.Reference));

    /// <summary>
    /// Suites give family names. A list that is cut short ends in an author of that name, for the format has no other way to say so.
    /// </summary>
    private static IEnumerable<Dictionary<string, object>> Author(string name)
    {
        var isCut = name.EndsWith(Others, StringComparison.Ordinal);
        var family = isCut ? name[..^Others.Length].TrimEnd() : name;
        if (family.Length > 0) yield return Mapping(("family-names", family));
        if (isCut) yield return Mapping(("name", Others));
    }
}
