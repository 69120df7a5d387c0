using System.Text.RegularExpressions;

namespace GrokBench.Suites.Yaml.Sections;

/// <summary>What names may look like: they appear in paths, on the command line and in messages, unquoted.</summary>
internal static partial class Identifiers
{
    public const string NameExpectation = "lower-case letters, digits and hyphens, a letter first";

    public const string EventExpectation = "lower-case letters, digits, hyphens and underscores, a letter first, and neither start nor end";

    public const string ClaimExpectation = "letters, digits, dots and hyphens, a letter first";

    public static bool IsName(string text) => Name().IsMatch(text);

    public static bool IsEvent(string text) => Event().IsMatch(text) && text is not ("start" or "end");

    public static bool IsClaim(string text) => Claim().IsMatch(text);

    [GeneratedRegex(@"\A[a-z][a-z0-9-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[a-z][a-z0-9_-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Event();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Claim();
}
