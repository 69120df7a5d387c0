using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace GrokBench.Reports.Versions;

/// <summary>A version as Semantic Versioning 2.0.0 writes and orders them; build metadata takes no part in the order.</summary>
public sealed partial class SemanticVersion
{
    private static readonly string[] Numbers = ["major", "minor", "patch"];

    private readonly ImmutableArray<BigInteger> core;
    private readonly ImmutableArray<string> preRelease;

    private SemanticVersion(string text, Match match)
    {
        Text = text;
        core = [.. Numbers.Select(part => BigInteger.Parse(match.Groups[part].ValueSpan, CultureInfo.InvariantCulture))];
        preRelease = match.Groups["pre"] is { Success: true, Value: var identifiers } ? [.. identifiers.Split('.')] : [];
    }

    /// <summary>As it was written: <c>0.2.0-rc.1</c>.</summary>
    public string Text { get; }

    /// <summary>Null where the text is no semantic version.</summary>
    public static SemanticVersion? Parse(string text) => Form().Match(text) is { Success: true } match ? new SemanticVersion(text, match)
        : null;

    /// <summary>Ascending (section 11): a pre-release comes before its release.</summary>
    public static IComparer<SemanticVersion> Precedence { get; } = Comparer<SemanticVersion>.Create(Compare);

    public override string ToString() => Text;

    private static int Compare(SemanticVersion a, SemanticVersion b)
    {
        var numbers = a.core.Zip(b.core, (mine, theirs) => mine.CompareTo(theirs)).FirstOrDefault(order => order != 0);
        if (numbers != 0) return numbers;
        if (a.preRelease.IsEmpty || b.preRelease.IsEmpty) return a.preRelease.IsEmpty.CompareTo(b.preRelease.IsEmpty);
        var identifiers = a.preRelease.Zip(b.preRelease, Order).FirstOrDefault(order => order != 0);
        return identifiers != 0 ? identifiers : a.preRelease.Length.CompareTo(b.preRelease.Length);
    }

    /// <summary>Numbers by value and before words; words by their ASCII letters.</summary>
    private static int Order(string mine, string theirs) => (IsNumber(mine), IsNumber(theirs)) switch
    {
        (true, true) => BigInteger.Parse(mine, CultureInfo.InvariantCulture).CompareTo(
            BigInteger.Parse(theirs, CultureInfo.InvariantCulture)),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.CompareOrdinal(mine, theirs),
    };

    private static bool IsNumber(string identifier) => identifier.All(char.IsAsciiDigit);

    [GeneratedRegex(
        @"^(?<major>0|[1-9][0-9]*)\.(?<minor>0|[1-9][0-9]*)\.(?<patch>0|[1-9][0-9]*)" +
        @"(-(?<pre>(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?" +
        @"(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
