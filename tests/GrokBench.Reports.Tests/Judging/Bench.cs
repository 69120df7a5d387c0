using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Tests.Html.Synthetic;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Tests.Judging;

/// <summary>
/// A suite whose runs memorise and generalise at stated steps. Accuracies jump from 0 to 1; there is an evaluation one step before each jump, so that nothing
/// is coarse unless a test says so.
/// </summary>
internal sealed class Bench(long budget = 4000)
{
    public const double SecondsPerRun = 3600;

    /// <summary>Of both events.</summary>
    public int Hold { get; init; } = 1;

    private readonly List<RunGroup> groups = [];
    private readonly List<RunResult> results = [];

    /// <summary>A group of one cell.</summary>
    public Bench Cell(string name, params Outcomes[] seeds) => Sweep(name, (double.NaN, seeds));

    /// <summary>A group with a cell per training fraction.</summary>
    public Bench Sweep(string name, params (double Train, Outcomes[] Seeds)[] cells)
    {
        var built = ImmutableArray.CreateBuilder<Cell>();
        foreach (var (train, seeds) in cells)
        {
            ImmutableArray<Coordinate> coordinates = double.IsNaN(train) ? [] : [new Coordinate("task.train", train)];
            var cell = SyntheticRuns.Cell(
                name, 31, double.IsNaN(train) ? 0.5 : train, 1, Watch(), [.. Enumerable.Range(0, seeds.Length).Select(seed => (ulong)seed)], coordinates);
            built.Add(cell);
            foreach (var (spec, seed) in cell.Runs.Zip(seeds).Where(pair => !pair.Second.Missing)) results.Add(seed.Result(spec));
        }

        groups.Add(new RunGroup(name, "", true, ["task.train"], built.ToImmutable(), [.. built[0].Runs.Select(run => run.Training.Seed)], ["task.modulus 113 -> 31"]));
        return this;
    }

    /// <summary>The last group is part of another profile.</summary>
    public Bench Excluded()
    {
        groups[^1] = groups[^1] with { Included = false };
        return this;
    }

    public Suite Suite(params Claim[] claims) =>
        new("made-up", "suites/made-up.yaml", "ci", new Paper("A paper", "An author", 2022, "", ""), [], [.. groups], [.. claims]);

    public ResultSet Results() => new(results);

    public ClaimResult Decide(Check check, Strength strength = Strength.Strong) =>
        Judge.Decide(Suite(Claim(check, strength)), SuiteReadings.Of(Suite(Claim(check, strength)), Results()), _ => SecondsPerRun).Single();

    public static Claim Claim(Check check, Strength strength = Strength.Strong) => new("C1", "A claim", "Says so.", "fig. 1", strength, "", check);

    public static CellSelector Of(string group) => new(group, []);

    public static CellSelector Of(string group, double train) => new(group, [new AxisFilter("task.train", [(SettingValue)train])]);

    /// <summary>Seeds that all memorise at step 10 and generalise at these steps; null where they do not.</summary>
    public static Outcomes[] Gen(params long?[] steps) => [.. steps.Select(step => new Outcomes(10, step))];

    private Observation Watch() => new(
        budget,
        new Schedule(0, 1),
        [],
        [new EventSpec("t_mem", "train.accuracy", Comparison.AtLeast, 0.99, Hold), new EventSpec("t_gen", "test.accuracy", Comparison.AtLeast, 0.99, Hold)],
        null,
        new PhaseRule("t_mem", "t_gen", 5));
}

/// <summary>What one run does; null where an event does not happen.</summary>
internal sealed record Outcomes(long? Memorised, long? Generalised)
{
    public static Outcomes Absent { get; } = new(null, null) { Missing = true };

    /// <summary>The run has no result.</summary>
    public bool Missing { get; init; }

    /// <summary>Test accuracy falls to a half at the end.</summary>
    public bool Lost { get; init; }

    /// <summary>The run diverged at this step.</summary>
    public long? Diverged { get; init; }

    /// <summary>Steps between evaluations; 0 for one just before each event.</summary>
    public int Every { get; init; }

    public ImmutableDictionary<string, Func<long, double>> Extra { get; init; } = ImmutableDictionary<string, Func<long, double>>.Empty;

    public RunResult Result(RunSpec spec)
    {
        var end = Diverged ?? spec.Observation.Steps;
        IEnumerable<long> fine = new[] { Memorised, Generalised }.OfType<long>().SelectMany(step => new[] { step - 1, step });
        IEnumerable<long> coarse = Every == 0 ? [] : Enumerable.Range(0, (int)(end / Every)).Select(i => (long)i * Every);
        ImmutableArray<long> steps = [.. (Every == 0 ? fine : coarse).Append(0).Append(end).Where(step => step >= 0 && step <= end).Distinct().Order()];
        var series = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<double>>(StringComparer.Ordinal);
        series["train.accuracy"] = [.. steps.Select(step => step >= Memorised ? 1.0 : 0.0)];
        series["test.accuracy"] = [.. steps.Select(step => Lost && step == end ? 0.5 : step >= Generalised ? 1.0 : 0.0)];
        foreach (var (name, value) in Extra) series[name] = [.. steps.Select(value)];
        var curve = new Curve(steps, series.ToImmutable());
        var unobserved = spec with { Observation = spec.Observation with { Events = [] } };
        var record = SyntheticRuns.Result(unobserved, new SyntheticCurve(10, 20, 100, spec.Training.Seed, 0.1, new Schedule(0, 10))).Record;
        return new RunResult(spec, record with { Status = Diverged is null ? RunStatus.Complete : RunStatus.Diverged, Steps = end }, curve);
    }
}
