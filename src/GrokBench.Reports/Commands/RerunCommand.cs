using System.Collections.Immutable;
using GrokBench.Suites;

namespace GrokBench.Reports.Commands;

/// <summary>
/// Composes the commands that are shown for copying. Pasted into a POSIX shell in the folder in which the report was made, they reach the
/// records that it is about.
/// </summary>
public sealed record RerunCommand
{
    /// <summary>The result folder, as given; null: the default one of the profile.</summary>
    public string? Out { get; init; }

    /// <summary>
    /// What else has to be said, word by word: the engine, and seeds and settings that are not the suite's own. Empty where everything
    /// is.
    /// </summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Trains what is missing and decides one claim.</summary>
    public string Claim(Suite suite, string claim) => Compose("bench", suite, "--only", claim);

    /// <summary>Trains a cell, or all cells of a run group, again.</summary>
    public string Cells(Suite suite, string name) => Compose("run", suite, "--cell", name, "--again");

    private string Compose(string verb, Suite suite, params string[] selection)
    {
        string[] place = Out is null ? [] : ["--out", Out];
        string[] words = ["grokbench", verb, suite.File, .. selection, "--profile", suite.Profile, .. place, .. Words];
        return string.Join(' ', words.Select(ShellWord.Quote));
    }
}
