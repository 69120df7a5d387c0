using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GrokBench.Suites.Tests.Fakes;

/// <summary>Texts of <c>record.json</c> of today's schema, as docs/records.md describes them.</summary>
public static class RecordText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>A record of something else, with a checksum that is right.</summary>
    public static string Changed(string record, string found, string changed)
    {
        Assert.That(record, Does.Contain(found));
        return WithChecksum(Summed(record).Replace(found, changed, StringComparison.Ordinal));
    }

    /// <summary>A record of something else, with a checksum that is right.</summary>
    public static string Changed(string record, Action<JsonNode> change)
    {
        var node = JsonNode.Parse(record)!;
        change(node);
        return WithChecksum(Summed(node.ToJsonString(Indented) + "\n"));
    }

    /// <summary>All lines but the last two.</summary>
    public static string Summed(string record) => string.Concat(record.Split('\n')[..^3].Select(line => line + "\n"));

    public static string Checksum(string summed) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(summed)));

    private static string WithChecksum(string summed) => $"{summed}  \"checksum\": \"{Checksum(summed)}\"\n}}\n";
}
