using System.Security.Cryptography;
using System.Text;

namespace GrokBench.Suites.Tests.Fakes;

/// <summary>Texts of <c>record.json</c> of today's schema, as docs/records.md describes them.</summary>
public static class RecordText
{
    /// <summary>A record of something else, with a checksum that is right.</summary>
    public static string Changed(string record, string found, string changed)
    {
        Assert.That(record, Does.Contain(found));
        var summed = Summed(record).Replace(found, changed, StringComparison.Ordinal);
        return $"{summed}  \"checksum\": \"{Checksum(summed)}\"\n}}\n";
    }

    /// <summary>All lines but the last two.</summary>
    public static string Summed(string record) => string.Concat(record.Split('\n')[..^3].Select(line => line + "\n"));

    public static string Checksum(string summed) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(summed)));
}
