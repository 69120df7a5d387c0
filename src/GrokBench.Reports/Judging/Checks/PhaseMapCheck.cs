using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Reports.Judging.Checks;

/// <summary>
/// Per seed, over the cells of a sweep together: each of these phases occurs in one of them. With <paramref name="Beside"/>, each of these has a cell next to one that is in a phase of
/// <paramref name="Occurring"/>, a step along one axis away.
/// </summary>
public sealed record PhaseMapCheck(CellSelector Over, ImmutableArray<Phase> Occurring, ImmutableArray<Phase> Beside) : JudgedCheck
{
    public override IEnumerable<CellSelector> Selectors => [Over];

    public override IEnumerable<RunQuantity> Quantities => [RunPhase.Instance];

    public override string Text => $"{Wanted}, per seed, among the cells of {Over}";

    private string Wanted => Beside.IsEmpty
        ? $"each of the phases {Names(Occurring)} occurs"
        : $"{Names(Occurring, " or ")} occurs, and each of the phases {Names(Beside)} in a cell next to it";

    public override Decision Decide(Evidence evidence)
    {
        var cells = evidence.Cells(Over);
        var phases = cells.Select(cell => evidence.Seeds(cell).ToDictionary(seed => seed.Seed)).ToArray();
        var neighbours = Beside.IsEmpty ? [] : Neighbours(cells);
        var asked = Beside.IsEmpty ? Occurring.Length : Beside.Length;
        var label = Beside.IsEmpty ? "phases that occur" : $"phases next to {Names(Occurring, " or ")}";
        (SeedReadings Seed, Reading? Value)[] seeds =
        [
            .. evidence.Seeds(cells[0]).Select(seed => (seed, Value([.. phases.Select(bySeed => bySeed.GetValueOrDefault(seed.Seed))], neighbours))),
        ];
        var part = PerSeed.Of(label, cells[0], label, seeds, new Prediction(asked, null), evidence);
        var sentence = FormattableString.Invariant($"{Wanted}: {part.Share($"of {asked}")}; {Tally(phases)}");
        return PerSeed.InEvery(this, [part], sentence, [], []);
    }

    /// <summary>How many of the phases that are asked for are there. Null where a run is missing; unknown where a phase that cannot be told might be one of the others.</summary>
    private Reading? Value(SeedReadings?[] seeds, ImmutableArray<(int A, int B)> neighbours)
    {
        if (seeds.Any(seed => seed is null or { IsMissing: true })) return null;
        Phase?[] map = [.. seeds.Select(seed => seed!.Phase)];
        var wanted = Beside.IsEmpty ? Occurring : Beside;
        var found = wanted.Count(phase => Beside.IsEmpty ? map.Contains(phase) : neighbours.Any(pair => Joins(map[pair.A], map[pair.B], phase) || Joins(map[pair.B], map[pair.A], phase)));
        return found < wanted.Length && map.Contains(null) ? Reading.Unknown : Reading.Exactly(found);
    }

    private bool Joins(Phase? one, Phase? other, Phase wanted) => one is { } phase && Occurring.Contains(phase) && other == wanted;

    /// <summary>Cells that differ by one step along one axis, whose values are in ascending order, or in that of the file where they are no numbers.</summary>
    private static ImmutableArray<(int A, int B)> Neighbours(ImmutableArray<Cell> cells)
    {
        ImmutableArray<string> axes = [.. cells.SelectMany(cell => cell.Coordinates).Select(coordinate => coordinate.Axis).Distinct(StringComparer.Ordinal)];
        var lines = axes.SelectMany(axis => Evidence.Lines(cells, axis));
        return [.. lines.SelectMany(line => line.Zip(line.Skip(1), (first, second) => (cells.IndexOf(first), cells.IndexOf(second))))];
    }

    /// <summary><c>125 runs: 40 confusion, 35 memorisation, ...</c>.</summary>
    private static string Tally(Dictionary<ulong, SeedReadings>[] cells)
    {
        Phase?[] all = [.. cells.SelectMany(cell => cell.Values).Where(seed => !seed.IsMissing).Select(seed => seed.Phase)];
        var counts = all.GroupBy(phase => phase).OrderBy(group => group.Key is null).ThenBy(group => group.Key)
            .Select(group => FormattableString.Invariant($"{group.Count()} {(group.Key is { } phase ? RunPhase.Name(phase) : "undefined")}"));
        return FormattableString.Invariant($"{Figures.Count(all.Length, "run")}: {string.Join(", ", counts)}");
    }

    private static string Names(ImmutableArray<Phase> phases, string last = " and ") => phases.Length == 1
        ? RunPhase.Name(phases[0])
        : $"{string.Join(", ", phases[..^1].Select(RunPhase.Name))}{last}{RunPhase.Name(phases[^1])}";

    private sealed class Kind() : CheckKind(
        "phase-map", "Per seed, among all cells together: which phases occur, and which lie next to each other.",
        Over, new Key("occur", "A phase that occurs, or a list of which each does; beside others: one of them.", Phases, Required: true),
        new Key("beside", "A phase, or a list, of which each is that of a cell next to one of those of occur.", Phases))
    {
        private static SettingType Word => SettingType.OneOf([.. Enum.GetValues<Phase>().Select(RunPhase.Name)]);

        private static SettingType Phases => SettingType.Either(Word, SettingType.ListOf(Word, 1));

        public override Check? Read(CheckSection text)
        {
            var over = text.Over();
            if (over is { Cells.Length: 1 }) text.Problem(over, $"a single cell in {over.Selector}", "the cells of a sweep");
            if (over is null || text.Value("occur") is not { } occurring) return null;
            return new PhaseMapCheck(over.Selector, Parse(occurring), text.Value("beside") is { } beside ? Parse(beside) : []);
        }

        private static ImmutableArray<Phase> Parse(SettingValue value)
        {
            IEnumerable<SettingValue> words = value.Content is ImmutableArray<SettingValue> list ? list : [value];
            return [.. words.Select(word => Enum.Parse<Phase>((string)word.Content, ignoreCase: true)).Distinct()];
        }
    }
}
