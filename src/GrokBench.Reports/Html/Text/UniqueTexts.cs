using System.Security.Cryptography;
using System.Text;

namespace GrokBench.Reports.Html.Text;

/// <summary>Hands out texts, such as file names, of which no two are equal.</summary>
/// <param name="comparer">Tells which are.</param>
/// <param name="reserved">Handed out to nobody.</param>
internal sealed class UniqueTexts(StringComparer comparer, IEnumerable<string> reserved)
{
    private const int Digits = 8;

    private readonly HashSet<string> taken = new(reserved, comparer);

    /// <summary>
    /// A text for each name. Names that are their own wanted text come first, of them those in lower case, so that what a suite's author
    /// may count on changes least with the names that come along.
    /// </summary>
    /// <param name="names">Those that are there twice share a text.</param>
    public Dictionary<string, string> Take(IEnumerable<string> names, Func<string, string> wanted)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var order = names.Distinct(StringComparer.Ordinal)
            .OrderBy(name => wanted(name) != name).ThenByDescending(name => name, StringComparer.Ordinal);
        foreach (var name in order) texts.Add(name, Take(name, wanted(name)));
        return texts;
    }

    /// <summary>The wanted text; where it is empty or taken, with eight digits of the name's SHA-256.</summary>
    private string Take(string name, string wanted)
    {
        if (wanted.Length > 0 && taken.Add(wanted)) return wanted;
        for (var hashed = name; ; hashed += "\n")
        {
            var digits = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashed)))[..Digits];
            var text = wanted.Length == 0 ? digits : $"{wanted}-{digits}";
            if (taken.Add(text)) return text;
        }
    }
}
