namespace GrokBench.Reports.Html.Text;

/// <summary>File names of suites' pages.</summary>
public static class PageNames
{
    private const string Ending = ".html";

    /// <summary>Characters of a name, of the 255 or so that file systems allow.</summary>
    private const int Longest = 120;

    private static readonly string[] OtherPages = ["index", "environment", "history"];

    /// <summary>
    /// The file of each suite's page, by the suite's name: the name as <see cref="Slug"/> has it, with digits behind it where that is
    /// empty, another page's or another suite's. No two are the same, also on file systems that take upper and lower case for the same.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> suites) =>
        new UniqueTexts(StringComparer.OrdinalIgnoreCase, OtherPages)
        .Take(suites, name => Slug.Of(name) is { Length: > Longest } slug ? slug[..Longest] : Slug.Of(name))
        .ToDictionary(page => page.Key, page => page.Value + Ending, StringComparer.Ordinal);
}
