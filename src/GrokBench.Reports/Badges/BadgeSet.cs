using System.Collections.Immutable;
using GrokBench.Reports.Html.Text;
using GrokBench.Reports.Judging;

namespace GrokBench.Reports.Badges;

/// <summary>The badges of a report: one per suite, and one per claim.</summary>
public static class BadgeSet
{
    /// <summary>In the report's folder.</summary>
    public const string Folder = "badges";

    /// <summary>The name under which a badge is written to the report's folder.</summary>
    public static string PathOf(string file) => $"{Folder}/{file}";

    /// <summary>Of a suite's label in a claim's file name, of the 255 characters or so that file systems allow.</summary>
    private const int Longest = 200;

    /// <summary>
    /// A suite's is named as its page, <c>nanda-2023.svg</c>, a claim's as page and claim, <c>nanda-2023-C3.1.svg</c>, with digits behind
    /// it where that is another one's.
    /// </summary>
    public static ImmutableArray<Badge> Of(BenchReport report)
    {
        var pages = PageNames.Of(report.Suites.Select(suite => suite.Suite.Name))
            .ToDictionary(page => page.Key, page => Path.GetFileNameWithoutExtension(page.Value), StringComparer.Ordinal);
        var claims = report.Suites.SelectMany(suite => suite.Claims, (suite, claim) => (Suite: suite.Suite.Name, claim.Claim.Id))
            .ToDictionary(KeyOf, item => item, StringComparer.Ordinal);
        var names = new UniqueTexts(StringComparer.OrdinalIgnoreCase, pages.Values)
            .Take(claims.Keys, key => Wanted(pages[claims[key].Suite], claims[key].Id));
        return
        [
            .. report.Suites.Select(suite => Of(suite, pages[suite.Suite.Name])),
            .. report.Suites.SelectMany(suite => suite.Claims, (suite, claim) =>
                new Badge($"{names[KeyOf((suite.Suite.Name, claim.Claim.Id))]}.svg", $"{suite.Suite.Name} {claim.Claim.Id}",
                    $"{WordText.Word(claim.Verdict)}{claim.Mark}", claim.Verdict)),
        ];
    }

    /// <summary>Counts the reproduced among the claims that are judged, in the colour of what a reader should look at first.</summary>
    private static Badge Of(SuiteReport suite, string page)
    {
        ImmutableArray<Verdict> verdicts = [.. suite.Claims.Select(claim => claim.Verdict).OfType<Verdict>()];
        Verdict? colour = verdicts.IsEmpty
            ? null
            : new[] { Verdict.Refuted, Verdict.Inconclusive, Verdict.NotRun, Verdict.Reproduced }.First(verdicts.Contains);
        var reproduced = verdicts.Count(verdict => verdict == Verdict.Reproduced);
        var message = FormattableString.Invariant($"{reproduced} of {verdicts.Length} reproduced{suite.Suite.Mark}");
        return new Badge($"{page}.svg", suite.Suite.Name, verdicts.IsEmpty ? "no verdict" : message, colour);
    }

    private static string KeyOf((string Suite, string Id) claim) => $"{claim.Suite}\n{claim.Id}";

    private static string Wanted(string page, string claim) =>
        Slug.Of($"{page}-{claim}") is { Length: > Longest } slug ? slug[..Longest] : Slug.Of($"{page}-{claim}");
}
