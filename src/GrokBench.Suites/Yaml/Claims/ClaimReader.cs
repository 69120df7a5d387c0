using System.Collections.Immutable;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>Reads the <c>claims</c> section.</summary>
internal static class ClaimReader
{
    /// <summary>Claims without a problem, in the file's order.</summary>
    public static ImmutableArray<Claim> Read(YamlNode? node, ClaimContext context)
    {
        var checks = new CheckReader(context);
        var claims = Section.Mapping(node, "claims", context.Problems)?.Entries ?? [];
        return [.. claims.Select(entry => Read(entry, checks, context.Problems)).OfType<Claim>()];
    }

    private static Claim? Read(YamlEntry entry, CheckReader checks, ProblemList problems)
    {
        var id = entry.Key.Text;
        Identifiers.Check(entry.Key, "the claim id", Identifiers.IsClaim(id), Identifiers.ClaimExpectation, problems);
        if (Section.Open(entry.Value, $"claims.{entry.Key.Shown}", Keys.Claim, problems) is not { } section) return null;
        var strength = section.Text("strength") switch
        {
            "weak" => Strength.Weak,
            "medium" => Strength.Medium,
            _ => Strength.Strong,
        };
        var (title, says, source, note) = (section.Text("title"), section.Text("says"), section.Text("source"), section.Text("note"));
        var looks = (int)(section.Number("looks") ?? 1);
        var check = section["check"] is { } node ? checks.Read(node, $"claims.{entry.Key.Shown}.check", section["over"]) : null;
        return check is null ? null : new Claim(id, title, says, source, strength, note, check) { Looks = looks, ChecksBench = section.Value("checks-bench")?.Content is true };
    }
}
