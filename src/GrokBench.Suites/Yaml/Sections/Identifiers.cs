using System.Text.RegularExpressions;
using GrokBench.Suites.Text;
using GrokBench.Suites.Yaml.Nodes;

namespace GrokBench.Suites.Yaml.Sections;

/// <summary>What names may look like: they appear in paths, on the command line and in messages, unquoted.</summary>
internal static partial class Identifiers
{
    public const string NameExpectation = "lower-case letters, digits and hyphens, a letter first";

    public const string EventExpectation = "lower-case letters, digits, hyphens and underscores, a letter first, and none of start, end and phase";

    public const string ClaimExpectation = "letters, digits, dots and hyphens, a letter first";

    public const string SuiteExpectation = "a name that neither begins nor ends with a blank, of characters that are shown";

    public static bool IsName(string text) => Name().IsMatch(text);

    public static bool IsEvent(string text) => Event().IsMatch(text) && text is not ("start" or "end" or "phase");

    public static bool IsClaim(string text) => Claim().IsMatch(text);

    /// <summary>In any script, as files are called.</summary>
    public static bool IsSuite(string text) => text.Length > 0 && text.Trim() == text && TerminalText.Escape(text) == text;

    /// <summary>Reports a name of more than <see cref="Limits.NameLength"/> UTF-16 units, and one that is not as it should look.</summary>
    /// <param name="what">"the event name", "the claim id", ...</param>
    public static void Check(YamlScalar name, string what, bool isRight, string expectation, ProblemList problems)
    {
        if (!isRight) problems.Add(name.Mark, $"{what} '{name.Shown}'", expectation);
        else if (name.Text.Length > Limits.NameLength) problems.Add(
            name.Mark, $"{Limits.Figure(name.Text.Length, "letters")} in {what} '{name.Shown}'", Limits.AtMost(Limits.NameLength));
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[a-z][a-z0-9_-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Event();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Claim();
}
