using System.Text;

namespace GrokBench.Reports.Summaries;

/// <summary>Other people's text inside Markdown.</summary>
public static class MarkdownText
{
    /// <summary>
    /// The punctuation that means something to CommonMark, to GitHub's and GitLab's tables, formulas, mentions and references, or to HTML.
    /// A backslash before any ASCII punctuation makes a letter of it.
    /// </summary>
    private const string Special = @"\`*_{}[]<>#!|~^&$@";

    /// <summary>The text as it is, in one line: white space and control characters become single blanks.</summary>
    public static string Escape(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter) || char.IsControl(letter))
            {
                if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
                continue;
            }

            if (Special.Contains(letter, StringComparison.Ordinal)) line.Append('\\');
            line.Append(letter);
        }

        return line.ToString().TrimEnd();
    }
}
