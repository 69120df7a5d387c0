using GrokBench.Suites.Text;

namespace GrokBench.Suites.Yaml.Nodes;

/// <summary>Something in a suite file that must be put right before anything trains.</summary>
/// <param name="File">Path as given; the option where it stands on the command line.</param>
/// <param name="Line">From 1; 0 on the command line.</param>
/// <param name="Column">From 1; 0 on the command line.</param>
/// <param name="Found">What stands there: "task.modulus is -3".</param>
/// <param name="Expected">What should: "an integer from 2 to 4096".</param>
public sealed record SuiteProblem(string File, int Line, int Column, string Found, string Expected)
{
    /// <summary>
    /// Most UTF-16 units of the file's name and of what was found in a line that is too long, so that some of each part is left.
    /// </summary>
    private const int LongestFile = 160, LongestFound = 180;

    /// <summary>
    /// One line that editors and terminals can jump from: without anything that a terminal acts on, and of at most
    /// <see cref="TerminalText.LongestLine"/> UTF-16 units.
    /// </summary>
    public override string ToString() => Write(File, Found) is { Length: <= TerminalText.LongestLine } line
        ? line
        : TerminalText.Line(Write(TerminalText.Excerpt(File, LongestFile), TerminalText.Excerpt(Found, LongestFound)));

    private string Write(string file, string found) => TerminalText.Escape(
        Line == 0 ? $"{file}: {found}, expected {Expected}" : FormattableString.Invariant($"{file}:{Line}:{Column}: {found}, expected {Expected}"));
}
