namespace GrokBench.Suites.Yaml.Nodes;

/// <summary>A position in a file; both count from 1.</summary>
/// <param name="Option">Of the command line, where the text is from there; line and column are then 0.</param>
internal readonly record struct Mark(int Line, int Column, string? Option = null)
{
    public static Mark OfOption(string name) => new(0, 0, name);
}
