namespace GrokBench.Suites.Yaml.Nodes;

/// <summary>Something in a suite file that must be put right before anything trains.</summary>
/// <param name="File">Path as given; the option where it stands on the command line.</param>
/// <param name="Line">From 1; 0 on the command line.</param>
/// <param name="Column">From 1; 0 on the command line.</param>
/// <param name="Found">What stands there: "task.modulus is -3".</param>
/// <param name="Expected">What should: "an integer from 2 to 4096".</param>
public sealed record SuiteProblem(string File, int Line, int Column, string Found, string Expected)
{
    /// <summary>One line that editors and terminals can jump from.</summary>
    public override string ToString() => Line == 0
        ? $"{File}: {Found}, expected {Expected}"
        : FormattableString.Invariant($"{File}:{Line}:{Column}: {Found}, expected {Expected}");
}
