using System.Globalization;
using GrokBench.Models.Families;

namespace GrokBench.Suites;

/// <summary>
/// How large suites may be: far beyond what a paper needs, and small enough that reading and planning take seconds and some hundred
/// megabytes at most. What is larger is refused before it is built, with its place, its figure and the limit.
/// </summary>
public static class Limits
{
    /// <summary>Bytes of a suite's file, some fifty times those of the longest in this repository.</summary>
    public const int FileBytes = 1_000_000;

    /// <summary>Lists and mappings within each other; the format itself has no more than eight. Nodes are read by recursion.</summary>
    public const int Nesting = 100;

    /// <summary>
    /// Keys and values of a file. An alias counts as all that it stands for, or a few lines of them could stand for billions.
    /// </summary>
    public const int Nodes = 100_000;

    /// <summary>Keys of one mapping: settings, run groups, events, claims, patches.</summary>
    public const int Keys = 1_000;

    /// <summary>Cells of a run group: each is checked by itself.</summary>
    public const int Cells = 100_000;

    /// <summary>
    /// Keys and values in the settings of all runs of a suite, under every profile and at the paper's sizes: every run is identified by a
    /// digest of all its settings, which takes about a microsecond each.
    /// </summary>
    public const int Settings = 10_000_000;

    /// <summary>Seeds of a run group.</summary>
    public const int Seeds = 10_000;

    /// <summary>Runs of a bench, in all of its suites: cells times seeds.</summary>
    public const int Runs = 100_000;

    /// <summary>Evaluations of a run, each of which its curve holds for every series.</summary>
    public const int Evaluations = 1_000_000;

    /// <inheritdoc cref="NeuralFamily.MostLayers"/>
    public const int Layers = NeuralFamily.MostLayers;

    /// <inheritdoc cref="TransformerFamily.MostBlocks"/>
    public const int Blocks = TransformerFamily.MostBlocks;

    /// <summary>UTF-16 units of the name of a suite, run group, event or claim: files and pages are named after them.</summary>
    public const int NameLength = 100;

    /// <summary>UTF-16 units of a swept value as it stands in the name of its cell.</summary>
    public const int SweptValueLength = 200;

    /// <summary>Problems that are shown of all files together.</summary>
    public const int ShownProblems = 100;

    /// <summary><c>10,000,000 cells</c>.</summary>
    public static string Figure(double count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {noun}");

    /// <summary><c>at most 100,000</c>.</summary>
    public static string AtMost(double limit) => string.Create(CultureInfo.InvariantCulture, $"at most {limit:#,0}");
}
