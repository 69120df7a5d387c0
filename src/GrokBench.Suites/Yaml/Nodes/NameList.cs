using System.Text;
using GrokBench.Suites.Text;

namespace GrokBench.Suites.Yaml.Nodes;

/// <summary>Names in a message: all of them where that is short enough, else the first few and how many more there are.</summary>
internal static class NameList
{
    /// <summary>UTF-16 units from which on names are counted instead of listed.</summary>
    private const int LongestList = 300;

    /// <summary><c>t_mem, t_gen and 400 more</c>.</summary>
    public static string Of(IReadOnlyCollection<string> names, string separator = ", ")
    {
        var (list, listed) = (new StringBuilder(), 0);
        foreach (var name in names)
        {
            var next = TerminalText.Excerpt(name);
            if (listed > 0 && list.Length + next.Length > LongestList) break;
            list.Append(listed == 0 ? "" : separator).Append(next);
            listed++;
        }

        return listed == names.Count ? list.ToString() : $"{list} and {Limits.Figure(names.Count - listed, "more")}";
    }
}
