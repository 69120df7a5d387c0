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
/// Over the cells of a sweep together, the map of a seed: the share of the seeds in whose map a phase occurs is at least <paramref name="AtLeast"/>, for each of these phases. With
/// <paramref name="Beside"/>, for each of those: it occurs in a cell next to one in a phase of <paramref name="Occurring"/>, a step along one axis away.
/// </summary>
public sealed record PhaseMapCheck(CellSelector Over, ImmutableArray<Phase> Occurring, ImmutableArray<Phase> Beside, double AtLeast) : JudgedCheck
{
    public override IEnumerable<CellSelector> Selectors => [Over];

    public override IEnumerable<RunQuantity> Quantities => [RunPhase.Instance];

    public override string Text => FormattableString.Invariant($"{Wanted}, in the maps of at least {AtLeast:0 %} of the seeds, over {Over}");

    private string Wanted => Beside.IsEmpty ? $"each of the phases {Names(Occurring)} occurs" : $"each of the phases {Names(Beside)} occurs next to {Names(Occurring, " or ")}";

    public override Decision Decide(Evidence evidence)
    {
        var cells = evidence.Cells(Over);
        var seeds = evidence.CommonSeeds(cells);
        var bySeed = cells.Select(cell => evidence.Seeds(cell).ToDictionary(seed => seed.Seed)).ToArray();
        var maps = seeds.Select(seed => bySeed.Select(cell => cell[seed].Phase).ToArray()).ToArray();
        var neighbours = Beside.IsEmpty ? [] : Neighbours(cells);
        Estimate[] estimates = [.. (Beside.IsEmpty ? Occurring : Beside).Select(phase => Estimated(phase, maps, neighbours))];
        var shares = string.Join(", ", estimates.Select(estimate =>
            FormattableString.Invariant($"{estimate.Label} in {estimate.SeedsHolding} ({estimate.Value:0 %} [{estimate.Low:0 %}, {estimate.High:0 %}])")));
        return new Decision(Text, $"of {Figures.Count(seeds.Length, "map")}, {shares}; {Tally(maps)}", [.. estimates], [.. cells.Select(cell => evidence.Show(cell, RunPhase.Instance))], []);
    }

    private Estimate Estimated(Phase phase, Phase?[][] maps, ImmutableArray<(int A, int B)> neighbours)
    {
        var label = Beside.IsEmpty ? RunPhase.Name(phase) : $"{RunPhase.Name(phase)} next to {Names(Occurring, " or ")}";
        if (maps.Length == 0) return new Prediction(AtLeast, null).Undecided(label);

        // A phase that cannot be told might be the one that is looked for.
        var found = maps.Count(map => Has(map, phase, neighbours));
        var possible = maps.Count(map => map.Contains(null) || Has(map, phase, neighbours));
        var (low, high) = (ShareInterval.Of(found, maps.Length).Low, ShareInterval.Of(possible, maps.Length).High);
        var isEnough = maps.Length >= Prediction.LeastSeeds;
        return new Estimate(
            label, (double)found / maps.Length, low, high, ShareInterval.Coverage, AtLeast, null, found, maps.Length, isEnough && low >= AtLeast ? Verdict.Reproduced : Verdict.Inconclusive)
        {
            Refutation = isEnough ? Binomial.AtMost(possible, maps.Length, AtLeast) : null,
        };
    }

    private bool Has(Phase?[] map, Phase phase, ImmutableArray<(int A, int B)> neighbours) =>
        Beside.IsEmpty ? map.Contains(phase) : neighbours.Any(pair => Joins(map[pair.A], map[pair.B], phase) || Joins(map[pair.B], map[pair.A], phase));

    private bool Joins(Phase? one, Phase? other, Phase wanted) => one is { } phase && Occurring.Contains(phase) && other == wanted;

    /// <summary>Cells that differ by one step along one axis, whose values are in ascending order, or in that of the file where they are no numbers.</summary>
    private static ImmutableArray<(int A, int B)> Neighbours(ImmutableArray<Cell> cells)
    {
        ImmutableArray<string> axes = [.. cells.SelectMany(cell => cell.Coordinates).Select(coordinate => coordinate.Axis).Distinct(StringComparer.Ordinal)];
        var lines = axes.SelectMany(axis => Evidence.Lines(cells, axis));
        return [.. lines.SelectMany(line => line.Zip(line.Skip(1), (first, second) => (cells.IndexOf(first), cells.IndexOf(second))))];
    }

    /// <summary><c>125 runs: 40 confusion, 35 memorisation, ...</c>.</summary>
    private static string Tally(Phase?[][] maps)
    {
        Phase?[] all = [.. maps.SelectMany(map => map)];
        var counts = all.GroupBy(phase => phase).OrderBy(group => group.Key is null).ThenBy(group => group.Key)
            .Select(group => FormattableString.Invariant($"{group.Count()} {(group.Key is { } phase ? RunPhase.Name(phase) : "undefined")}"));
        return FormattableString.Invariant($"{Figures.Count(all.Length, "run")}: {string.Join(", ", counts)}");
    }

    private static string Names(ImmutableArray<Phase> phases, string last = " and ") => phases.Length == 1
        ? RunPhase.Name(phases[0])
        : $"{string.Join(", ", phases[..^1].Select(RunPhase.Name))}{last}{RunPhase.Name(phases[^1])}";

    private sealed class Kind() : CheckKind(
        "phase-map", "Over all cells together: a share of the seeds has each of these phases in one of them, or in neighbouring ones.",
        Over, new Key("occur", "A phase that occurs, or a list of which each does; beside others: one of them.", Phases, Required: true),
        new Key("beside", "A phase, or a list, of which each is that of a cell next to one of those of occur.", Phases),
        new Key("at-least", "The share of the seeds.", SettingType.Number(0, 1, leastExcluded: true), Required: true))
    {
        private static SettingType Word => SettingType.OneOf([.. Enum.GetValues<Phase>().Select(RunPhase.Name)]);

        private static SettingType Phases => SettingType.Either(Word, SettingType.ListOf(Word, 1));

        public override Check? Read(CheckSection text)
        {
            var over = text.Over();
            if (over is { Cells.Length: 1 }) text.Problem(over, $"a single cell in {over.Selector}", "the cells of a sweep");
            if (over is null || text.Value("occur") is not { } occurring || text.Number("at-least") is not { } atLeast) return null;
            return new PhaseMapCheck(over.Selector, Parse(occurring), text.Value("beside") is { } beside ? Parse(beside) : [], atLeast);
        }

        private static ImmutableArray<Phase> Parse(SettingValue value)
        {
            IEnumerable<SettingValue> words = value.Content is ImmutableArray<SettingValue> list ? list : [value];
            return [.. words.Select(word => Enum.Parse<Phase>((string)word.Content, ignoreCase: true)).Distinct()];
        }
    }
}
