using System.Collections.Immutable;
using GrokBench.Models.Tasks;
using GrokBench.Reports.Html.Text;
using GrokBench.Reports.Statistics;
using GrokBench.Suites;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Html.Views;

/// <summary>A cell with what its runs came to.</summary>
/// <param name="runs">One per seed, in the suite's order, trained or not.</param>
public sealed class CellView(Cell cell, ImmutableArray<RunView> runs)
{
    private readonly TaskShape? shape = cell.Runs.FirstOrDefault() is { Training.Task: { Kind: ITask task } settings } ? task.Shape(settings) : null;

    public Cell Cell { get; } = cell;

    public ImmutableArray<RunView> Runs { get; } = runs;

    /// <summary>See <see cref="RunGroup.Mark"/>.</summary>
    public string Mark { get; init; } = "";

    public static CellView Of(Cell cell, ResultSet results, string mark = "") => new(cell, [.. cell.Runs.Select(run => RunView.Of(run, results))]) { Mark = mark };

    public ImmutableArray<RunView> Trained { get; } = [.. runs.Where(run => run.Result is not null)];

    /// <summary>The run whose images stand for the cell's; null where none has a result.</summary>
    public RunResult? FirstTrained => Trained.FirstOrDefault()?.Result;

    /// <summary>The run whose table is shown while it is learnt; null where nobody asked for snapshots.</summary>
    public RunResult? WithSnapshots => Trained.Select(run => run.Result!).FirstOrDefault(run => run.Record.Snapshots is { IsEmpty: false });

    public bool HasResults => !Trained.IsEmpty;

    /// <summary>The event that the phases' memorisation is told from: <c>t_mem</c> unless the suite names another.</summary>
    public string MemorisedName => Observation?.Phases.Memorised ?? "t_mem";

    public string GeneralisedName => Observation?.Phases.Generalised ?? "t_gen";

    /// <summary>Names of the other events that the runs observe, in the suite's order.</summary>
    public ImmutableArray<string> OtherEvents =>
    [
        .. (Observation?.Events ?? []).Where(item => item.Name != MemorisedName && item.Name != GeneralisedName && Series.Contains(item.Series)).Select(item => item.Name),
    ];

    public Summary? Memorised => Summary.OfSteps(Trained.Select(run => run.MemorisedStep));

    public Summary? Generalised => Summary.OfSteps(Trained.Select(run => run.GeneralisedStep));

    /// <summary>Null where no run observes the event.</summary>
    public Summary? Event(string name) => Summary.OfSteps(Trained.Select(run => run.Step(name)));

    /// <summary>Stages that begin in some run.</summary>
    public int StageCount => Trained.Select(run => run.Result!.Record.Stages.Length).DefaultIfEmpty(0).Max();

    /// <summary>The step at which a stage begins, of the runs in which it does.</summary>
    /// <param name="stage">From 0.</param>
    public Summary? StageStart(int stage) => Summary.OfSteps(
        from run in Trained
        let starts = run.Result!.Record.Stages
        where stage < starts.Length
        select Reading.Exactly(starts[stage]));

    public Summary? Delay => Summary.Of(Trained.Select(run => run.Delay));

    /// <summary>A series' last values, of the runs that have it.</summary>
    public Summary? Final(string series) => Summary.Of(
        from run in Trained
        where run.Result!.Curve.Series.ContainsKey(series)
        select Reading.Exactly(run.Result!.Curve.Series[series][^1]));

    public int Count(Phase phase) => Trained.Count(run => run.Phase == phase);

    /// <summary>Seeds that generalised within their budget, however fast.</summary>
    public int GeneralisedCount => Trained.Count(run => run.Generalised is { Censored: false });

    public int CensoredCount => Trained.Count(run => run.Generalised is { Censored: true });

    /// <summary>"3 grokking, 2 memorisation": phases that occur, in the order of the enumeration.</summary>
    public string PhaseText => string.Join(", ", Enum.GetValues<Phase>()
        .Where(phase => Count(phase) > 0)
        .Select(phase => $"{NumberText.Count(Count(phase))} {WordText.Word(phase)}"));

    /// <summary>The larger of the budgets, in steps.</summary>
    public long Budget => Cell.Runs.Select(run => run.Observation.Steps).DefaultIfEmpty(0).Max();

    public long LastStep => Trained.Select(run => run.Result!.Curve.Steps[^1]).DefaultIfEmpty(0).Max();

    /// <summary>Accuracy of guessing; NaN where the task has none.</summary>
    public double Chance => shape?.Chance ?? double.NaN;

    /// <summary>Empty where the task has none.</summary>
    public ImmutableArray<Subclass> Subclasses => shape?.Subclasses ?? [];

    public double WallSeconds => Trained.Sum(run => run.Result!.Record.Provenance.WallSeconds);

    /// <summary>Names of the series that at least one run has, in ordinal order.</summary>
    public ImmutableArray<string> Series { get; } =
        [.. runs.SelectMany(run => run.Result?.Curve.Series.Keys ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Series other than losses and accuracies, without the parts of a measure (<c>weight-norm/embed</c>).</summary>
    public IEnumerable<string> Measures => Series.Where(name =>
        !name.Contains('/', StringComparison.Ordinal) && !name.StartsWith("step-loss.", StringComparison.Ordinal)
        && !name.EndsWith(".loss", StringComparison.Ordinal) && !name.EndsWith(".accuracy", StringComparison.Ordinal));

    /// <summary>The parts of each measure that has some, in ordinal order: <c>weight-norm</c> with <c>weight-norm/embed</c> and so on.</summary>
    public IEnumerable<IGrouping<string, string>> Parts => Series.Where(name => name.Contains('/', StringComparison.Ordinal)).GroupBy(name => name[..name.IndexOf('/', StringComparison.Ordinal)], StringComparer.Ordinal);

    /// <summary>What the first run's observation says of an event: "train.accuracy ≥ 0.99, 5 evaluations in a row"; empty where it has no such event.</summary>
    public string EventText(string name) => Observation?.Events.FirstOrDefault(item => item.Name == name) is { } item
        ? $"{item.Series} {WordText.Sign(item.Comparison)} {NumberText.Short(item.Threshold)}, {WordText.Plural(item.Hold, "evaluation")} in a row"
        : "";

    private Observation? Observation => Cell.Runs.FirstOrDefault()?.Observation;
}
