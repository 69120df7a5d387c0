using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites;

/// <summary>One paper's suite, read, validated and resolved for one profile.</summary>
/// <param name="Name">Also the file's name without extension.</param>
/// <param name="File">Path as given.</param>
/// <param name="Groups">In the file's order; groups of the other profile too, see <see cref="RunGroup.Included"/>.</param>
public sealed record Suite(
    string Name, string File, string Profile, Paper Paper, ImmutableArray<string> Theories, ImmutableArray<RunGroup> Groups, ImmutableArray<Claim> Claims)
{
    /// <summary>Of all its groups, each once.</summary>
    public ImmutableArray<string> StandIns => [.. Groups.SelectMany(group => group.StandIns).Distinct()];

    /// <summary>Whether some of its runs are pilots.</summary>
    public bool IsPilot => Groups.Any(group => group.IsPilot);

    /// <summary>What stands after its name: whether its runs are on stand-ins, and whether they are pilots.</summary>
    public string Mark => RunGroup.MarkOf(StandIns, IsPilot);

    public RunGroup Group(string name) => Groups.First(group => group.Name == name);
}

/// <summary>
/// The publication a suite re-runs. Suites without one, such as the controls, have a title; the rest is empty, the year 0.
/// </summary>
public sealed record Paper(string Title, string Authors, int Year, string Arxiv, string Summary);

/// <summary>Runs that share everything but the values of their sweep and their seed.</summary>
/// <param name="About">One sentence for the report; may be empty.</param>
/// <param name="Included">Whether this profile trains it. When not, its cells are resolved for the profile that does, so that its cost
/// can be predicted.</param>
/// <param name="Axes">Names of the swept settings, such as <c>task.train</c>, in the file's order.</param>
/// <param name="Cells">One per combination of the sweep; one with no coordinates where nothing is swept.</param>
/// <param name="Scaled">How sizes differ from the paper's, such as <c>task.modulus 113 -> 53</c>; empty at the paper's own.</param>
public sealed record RunGroup(
    string Name, string About, bool Included, ImmutableArray<string> Axes, ImmutableArray<Cell> Cells, ImmutableArray<ulong> Seeds, ImmutableArray<string> Scaled)
{
    /// <summary>
    /// Tasks that were put in place of those that the suite asks for, such as <c>digits for mnist</c>, each once; empty where none was.
    /// See <see cref="Planning.StandIns"/>.
    /// </summary>
    public ImmutableArray<string> StandIns { get; init; } = [];

    /// <summary>
    /// Its runs are tried with settings or seeds that are not the suite's own, and are never judged together with others.
    /// </summary>
    public bool IsPilot { get; init; }

    /// <summary>What stands after its name: whether its runs are on stand-ins, and whether they are pilots.</summary>
    public string Mark => MarkOf(StandIns, IsPilot);

    /// <summary><c> (stand-in)</c>, <c> (pilot)</c>, both or nothing.</summary>
    public static string MarkOf(ImmutableArray<string> standIns, bool isPilot) => Planning.StandIns.Mark(standIns) + (isPilot ? " (pilot)" : "");
}

/// <summary>One combination of swept values, with one run per seed.</summary>
public sealed record Cell(string Group, ImmutableArray<Coordinate> Coordinates, ImmutableArray<RunSpec> Runs)
{
    /// <summary><c>addition</c> or <c>addition[task.train=0.4]</c>: names the cell on the command line and in the report.</summary>
    public string Name => Coordinates.IsEmpty ? Group : $"{Group}[{string.Join(",", Coordinates)}]";
}

/// <summary>A swept setting and the value it has in a cell.</summary>
public readonly record struct Coordinate(string Axis, SettingValue Value)
{
    public override string ToString() => $"{Axis}={Value}";
}
