using System.Collections.Immutable;
using GrokBench.Suites;
using GrokBench.Suites.Planning;

namespace GrokBench.Reports.Commands;

/// <summary>
/// Composes the commands that are shown for copying. Pasted into a POSIX shell in the folder in which the report was made, they reach the
/// records that it is about.
/// </summary>
public sealed record RerunCommand
{
    /// <summary>How a clone that <c>make build</c> has built calls the program, word by word; the Makefile has the same.</summary>
    public static ImmutableArray<string> CloneProgram { get; } = ["dotnet", "src/GrokBench.Runner/bin/Release/net10.0/grokbench.dll"];

    /// <summary>The result folder, as given; null: the default one of the profile.</summary>
    public string? Out { get; init; }

    /// <summary>
    /// What else has to be said, word by word: the engine, and seeds and settings that are not the suite's own. Empty where everything
    /// is.
    /// </summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>What <c>make build</c> has to be told to build the engine, word by word. Empty for the built-in one.</summary>
    public ImmutableArray<string> BuildWords { get; init; } = [];

    /// <summary>Trains what is missing and decides one claim.</summary>
    public string Claim(Suite suite, string claim) => Compose("bench", suite, "--only", claim);

    /// <summary>Trains a cell, or all cells of a run group, again.</summary>
    public string Cells(Suite suite, string name) => Compose("run", suite, "--cell", name, "--again");

    /// <summary>
    /// Builds a clone, trains the runs of one claim there in a folder of their own, and holds them against their digests. For a POSIX
    /// shell in a clone, whatever results it has.
    /// </summary>
    /// <param name="part">Of the suite what the claim reads.</param>
    /// <param name="folder">Name of the one under <c>results/again</c>.</param>
    /// <param name="digests">Of the runs, or their first digits.</param>
    public string Check(Suite part, string claim, string folder, IEnumerable<string> digests)
    {
        string[] data = StandIns.FileRuns(part).IsEmpty ? [] : ["data"];
        string[] build = ["make", "build", .. data, .. BuildWords];
        string[] bench =
        [
            .. CloneProgram, "bench", part.File, "--only", claim, "--profile", part.Profile, "--out", $"results/again/{folder}", .. Words,
            "--expect", string.Join(',', digests),
        ];
        return $"{Line(build)} && {Line(bench)}";
    }

    private string Compose(string verb, Suite suite, params string[] selection)
    {
        string[] place = Out is null ? [] : ["--out", Out];
        string[] words = ["grokbench", verb, suite.File, .. selection, "--profile", suite.Profile, .. place, .. Words];
        return Line(words);
    }

    private static string Line(IEnumerable<string> words) => string.Join(' ', words.Select(ShellWord.Quote));
}
