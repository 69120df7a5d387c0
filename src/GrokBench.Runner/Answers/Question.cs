using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace GrokBench.Runner.Answers;

/// <summary>What a command asked of a result folder. <c>outcome.json</c> states it beside the answer.</summary>
public sealed record Question
{
    /// <summary>Names of the suites, in the order in which they were asked for, before anything was selected.</summary>
    public ImmutableArray<string> Suites { get; init; } = [];

    /// <summary>Full paths of their files, in the same order; none where they are not known. Earlier versions of this program wrote them as given.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    public string Profile { get; init; } = "";

    /// <summary>Claims that were selected.</summary>
    public ImmutableArray<string> Only { get; init; } = [];

    /// <summary>Cells and groups that were selected.</summary>
    public ImmutableArray<string> Cells { get; init; } = [];

    /// <summary>Seeds, as typed; null: the suites' own.</summary>
    public string? Seeds { get; init; }

    /// <summary>Settings in place of the suites' own, as typed.</summary>
    public ImmutableArray<string> Set { get; init; } = [];

    /// <summary>Whether runs are tried with settings or seeds that are not the suites' own. No answer covers such a question, nor does its answer cover another.</summary>
    [JsonPropertyName("pilot")]
    public bool IsPilot { get; init; }

    /// <summary>Whether something of the suites was left out.</summary>
    private bool Selects => !Only.IsEmpty || !Cells.IsEmpty || Seeds is not null;

    /// <summary>
    /// Whether an answer to this question holds all that an answer to another one does, so that it may take its place: of the same profile, no suite of the other is missing that still
    /// exists, and nothing is selected, or the same as there.
    /// </summary>
    /// <param name="exists">Whether there may still be a suite of that name, given its file; null where that is not known.</param>
    public bool Covers(Question other, Func<string, string?, bool> exists)
    {
        if (Profile != other.Profile || (Selects && !SelectsTheSame(other))) return false;
        return other.Suites.Index().All(suite => Suites.Contains(suite.Item) || !exists(suite.Item, suite.Index < other.Files.Length ? other.Files[suite.Index] : null));
    }

    private bool SelectsTheSame(Question other) => Same(Only, other.Only) && Same(Cells, other.Cells) && Seeds == other.Seeds;

    private static bool Same(ImmutableArray<string> mine, ImmutableArray<string> theirs) => mine.ToHashSet(StringComparer.Ordinal).SetEquals(theirs);
}
