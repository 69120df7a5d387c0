using GrokBench.Suites.Yaml.Nodes;

namespace GrokBench.Runner.Preparation;

/// <summary>The end of a message about an unknown name.</summary>
internal static class Hint
{
    /// <summary>Names that hold the unknown one are offered up to so many.</summary>
    private const int MostOffered = 4;

    /// <summary>Letters from which a part of a name is taken for it.</summary>
    private const int LeastLetters = 3;

    /// <summary><c>; did you mean nanda-2023?</c>, the names that begin with it or else hold it, or what there is where nothing is near.</summary>
    public static string For(string unknown, IEnumerable<string> known)
    {
        var names = known.ToArray();
        if (Spelling.Nearest(unknown, names) is { } nearest) return $"; did you mean {nearest}?";
        if (Holding(unknown, names) is { Length: > 0 and <= MostOffered } offered) return $"; did you mean {string.Join(" or ", offered)}?";
        return names.Length == 0 ? "" : $"; there are {string.Join(", ", names)}";
    }

    private static string[] Holding(string part, string[] names)
    {
        if (part.Length < LeastLetters) return [];
        string[] first = [.. names.Where(name => name.StartsWith(part, StringComparison.OrdinalIgnoreCase))];
        return first.Length > 0 ? first : [.. names.Where(name => name.Contains(part, StringComparison.OrdinalIgnoreCase))];
    }
}
