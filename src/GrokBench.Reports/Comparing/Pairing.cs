using System.Collections.Immutable;
using GrokBench.Reports.Versions;

namespace GrokBench.Reports.Comparing;

/// <summary>The runs of a suite in two versions, paired by cell and seed where their settings are the same.</summary>
/// <param name="Pairs">By cell and seed.</param>
/// <param name="Obstacles">Why other runs of equal cell and seed are no pairs, with how many, the most frequent first.</param>
/// <param name="NewerAlone">Runs whose cell and seed the older version does not have.</param>
/// <param name="OlderAlone">Likewise.</param>
public sealed record Pairing(
    ImmutableArray<RunPair> Pairs, ImmutableArray<(string Reason, int Runs)> Obstacles, int NewerAlone, int OlderAlone)
{
    /// <summary>Settings beyond these are counted.</summary>
    private const int MostSettings = 3;

    /// <summary>
    /// Each training once, by cell and seed: of one that several cells share the pair that is watched longest, in the first of these cells.
    /// Counted twice, the chance of one training would look like the agreement of two.
    /// </summary>
    public ImmutableArray<RunPair> Trainings { get; } =
    [
        .. Pairs.GroupBy(pair => pair.Newer.Id)
            .Select(shared => shared.MaxBy(pair => Math.Max(pair.Newer.LastStep, pair.Older.LastStep))!)
            .OrderBy(pair => pair.Newer.Cell, StringComparer.Ordinal).ThenBy(pair => pair.Newer.Seed),
    ];

    /// <summary>Those of them whose bits moved.</summary>
    public ImmutableArray<RunPair> MovedTrainings => [.. Trainings.Where(pair => !pair.SameBits)];

    public static Pairing Of(SuiteSnapshot newer, SuiteSnapshot older)
    {
        var there = older.Runs.ToDictionary(run => (run.Cell, run.Seed));
        var matched = newer.Runs.Where(run => there.ContainsKey((run.Cell, run.Seed)))
            .Select(run => new RunPair(run, there[(run.Cell, run.Seed)])).ToArray();
        var reasons = matched.ToLookup(pair => Obstacle(pair.Newer, pair.Older));
        return new Pairing(
            [.. reasons[null]],
            [.. reasons.Where(reason => reason.Key is not null).Select(reason => (reason.Key!, reason.Count()))
                .OrderByDescending(reason => reason.Item2).ThenBy(reason => reason.Item1, StringComparer.Ordinal)],
            newer.Runs.Length - matched.Length, older.Runs.Length - matched.Length);
    }

    /// <summary>Why two runs of one cell and seed are not to be compared; null where they are.</summary>
    private static string? Obstacle(RunSnapshot newer, RunSnapshot older)
    {
        if (newer.IsStandIn != older.IsStandIn) return $"stand-in data in the {(newer.IsStandIn ? "newer" : "older")}";
        if (newer.EngineFamily != older.EngineFamily) return $"other engine: {older.EngineFamily} -> {newer.EngineFamily}";
        if (newer.Id == older.Id) return null;
        string[] moved = [.. newer.Settings.Keys.Union(older.Settings.Keys).Order(StringComparer.Ordinal)
            .Where(path => Value(newer, path) != Value(older, path))];
        string[] versions = [.. moved.Where(path => path.EndsWith(".version", StringComparison.Ordinal))];
        var (kind, named) = versions.Length > 0 ? ("other version", versions) : ("other settings", moved);
        if (named.Length == 0) return "other plan: the run ids differ";
        var shown = named.Take(MostSettings).Select(path => $"{path} {Value(older, path)} -> {Value(newer, path)}");
        var more = named.Length > MostSettings ? FormattableString.Invariant($" and {named.Length - MostSettings} more") : "";
        return $"{kind}: {string.Join(", ", shown)}{more}";

        static string Value(RunSnapshot run, string path) => run.Settings.GetValueOrDefault(path, "none");
    }
}
