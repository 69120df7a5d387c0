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

    /// <summary>The source of a program of one file that brings kinds of its own, which is then what is called; null: the program itself.</summary>
    public string? Source { get; init; }

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
    /// Trains the runs of one claim in a folder of their own, and holds them against their digests. For a POSIX shell in a clone, which it builds,
    /// or where the program of one file is, whatever results there are.
    /// </summary>
    /// <param name="part">Of the suite what the claim reads.</param>
    /// <param name="folder">Name of the one under <c>results/again</c>.</param>
    /// <param name="digests">Of the runs, or their first digits.</param>
    public string Check(Suite part, string claim, string folder, IEnumerable<string> digests)
    {
        var needsFiles = !StandIns.FileRuns(part).IsEmpty;
        string[] data = needsFiles ? ["data"] : [];
        string[] before = Source is null ? ["make", "build", .. data, .. BuildWords] : needsFiles ? [.. Program, .. data] : [];
        string[] bench =
        [
            .. Source is null ? CloneProgram : Program, "bench", part.File, "--only", claim, "--profile", part.Profile, "--out", $"results/again/{folder}", .. Words,
            "--expect", string.Join(',', digests),
        ];
        return before.Length == 0 ? Line(bench) : $"{Line(before)} && {Line(bench)}";
    }

    private ImmutableArray<string> Program => Source is null ? ["grokbench"] : ["dotnet", "run", Source, "--"];

    private string Compose(string verb, Suite suite, params string[] selection)
    {
        string[] place = Out is null ? [] : ["--out", Out];
        string[] words = [.. Program, verb, suite.File, .. selection, "--profile", suite.Profile, .. place, .. Words];
        return Line(words);
    }

    private static string Line(IEnumerable<string> words) => string.Join(' ', words.Select(ShellWord.Quote));
}
