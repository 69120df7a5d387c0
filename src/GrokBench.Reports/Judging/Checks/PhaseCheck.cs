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

/// <summary>Per seed, by margins of +1 and -1: the run ends in one of these phases. Several cells: in every one.</summary>
public sealed record PhaseCheck(CellSelector Over, ImmutableArray<Phase> Phases) : JudgedCheck
{
    public override IEnumerable<CellSelector> Selectors => [Over];

    public override IEnumerable<RunQuantity> Quantities => [RunPhase.Instance];

    public override string Text => $"phase {Wanted}, per seed, in every cell of {Over}";

    private string Wanted => string.Join(" or ", Phases.Select(RunPhase.Name));

    public override Decision Decide(Evidence evidence)
    {
        var label = $"phase is {Wanted} (+1 yes, -1 no)";
        var cells = evidence.Cells(Over);
        var parts = cells.Select(cell =>
        {
            (SeedReadings Seed, bool? Holds)[] seeds = [.. evidence.Seeds(cell).Select(seed => (seed, seed.Phase is { } phase ? Phases.Contains(phase) : (bool?)null))];
            return PerSeed.Of(
                PerSeed.Labelled(label, cells.Length == 1 ? "" : cell.Name),
                cell,
                label,
                [.. seeds.Select(seed => (seed.Seed, Margin(seed.Seed, seed.Holds), seed.Holds))],
                new Prediction(1, null),
                Prediction.MedianHolds([.. seeds.Where(seed => !seed.Seed.IsMissing).Select(seed => seed.Holds)]),
                evidence);
        }).ToArray();

        var sentence = string.Join("; ", parts.Select(part =>
            $"{PerSeed.Lead(Evidence.ShortName(part.Cell, cells))}{part.Share($"in phase {Wanted}")} ({Tally(part.Cell, evidence)})"));
        return PerSeed.InEvery(this, parts, sentence, [], []);
    }

    private static Reading? Margin(SeedReadings seed, bool? holds) => seed.IsMissing ? null : holds is { } answer ? Reading.Exactly(answer ? 1 : -1) : Reading.Unknown;

    /// <summary><c>4 grokking, 1 memorisation</c>.</summary>
    private static string Tally(Cell cell, Evidence evidence) => string.Join(", ", evidence.Seeds(cell)
        .Where(seed => !seed.IsMissing).Select(seed => seed.Phase)
        .GroupBy(phase => phase).OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
        .Select(group => FormattableString.Invariant($"{group.Count()} {(group.Key is { } phase ? RunPhase.Name(phase) : "undefined")}")));

    private sealed class Kind() : CheckKind(
        "phase", "Per seed, in every cell: what becomes of the run.",
        Over, new Key("is", "A phase, or a list of those allowed.", SettingType.Either(Word, SettingType.ListOf(Word, 1)), Required: true))
    {
        private static SettingType Word => SettingType.OneOf([.. Enum.GetValues<Phase>().Select(RunPhase.Name)]);

        public override Check? Read(CheckSection text)
        {
            var over = text.Over();
            if (over is null || text.Value("is") is not { } phases) return null;
            IEnumerable<SettingValue> words = phases.Content is ImmutableArray<SettingValue> list ? list : [phases];
            return new PhaseCheck(over.Selector, [.. words.Select(word => Enum.Parse<Phase>((string)word.Content, ignoreCase: true))]);
        }
    }
}
