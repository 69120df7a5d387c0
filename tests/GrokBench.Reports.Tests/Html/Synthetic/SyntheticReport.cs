using System.Collections.Immutable;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Tests.Html.Synthetic;

/// <summary>
/// A made-up report with everything that a page must be able to show: two suites, sweeps along one and two axes, censored, diverged and missing seeds, groups
/// that were not run, every verdict, a weak claim, warnings, open intervals and a failed run. Always the same.
/// </summary>
internal static class SyntheticReport
{
    private static readonly ImmutableArray<ulong> Seeds = [0, 1, 2, 3, 4];

    public static BenchReport Build() => new(
        "synthetic",
        "ci",
        new DateTimeOffset(2026, 11, 21, 8, 5, 0, TimeSpan.Zero),
        [Power(), Nanda()],
        [new RunFailure("nanda-2023", "decay[task.train=0.6,optimiser.weight-decay=1] seed 4", "00ff00ff00ff00ff", "No space left on device")],
        new EnvironmentFacts("0.1.0", "abc1234", SyntheticRuns.Engine, "avx512", ".NET 10.0.1", "Linux x64", 2, 2, 312.5, 590.25, 43, 12));

    /// <summary>
    /// A suite that names its phases' events <c>t_fitted</c> and <c>t_all</c> and has two more. Training accuracy is 1 from step 10 on; test accuracy is 0.6 from step 40 and 0.8 from step 90 on,
    /// where one evaluation is left; an event of a measure that nobody recorded is observed by no run.
    /// </summary>
    public static SuiteReport WithOwnEvents()
    {
        var observation = new Observation(
            100,
            new Schedule(0, 10),
            [],
            [
                new EventSpec("t_fitted", "train.accuracy", Comparison.AtLeast, 0.99, 2),
                new EventSpec("t_half", "test.accuracy", Comparison.AtLeast, 0.5, 2),
                new EventSpec("t_all", "test.accuracy", Comparison.AtLeast, 0.99, 2),
                new EventSpec("t_most", "test.accuracy", Comparison.AtLeast, 0.75, 5),
                new EventSpec("t_shrunk", "weight-norm", Comparison.AtMost, 10, 1),
            ],
            null,
            new PhaseRule("t_fitted", "t_all", 5));
        var cell = SyntheticRuns.Cell("alone", 53, 0.5, 1, observation, Seeds);
        ImmutableArray<long> steps = [.. Enumerable.Range(0, 11).Select(i => 10L * i)];
        var curve = new Curve(steps, ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty
            .Add("train.accuracy", [.. steps.Select(step => step >= 10 ? 1.0 : 0)])
            .Add("test.accuracy", [.. steps.Select(step => step >= 90 ? 0.8 : step >= 40 ? 0.6 : 0)]));
        var results = new ResultSet(cell.Runs.Select(spec => SyntheticRuns.Result(spec, curve, diverged: false)));
        var group = new RunGroup("alone", "", true, [], [cell], Seeds, []);
        var most = new CellEvidence("alone", "t_most", [.. cell.Runs.Select(run => new SeedEvidence(run.Training.Seed, run.Id.Text, "", 89.5, Bound.Above, null))]);
        var claim = SyntheticClaims.Result(
            SyntheticClaims.Claim("C1", "Most", "", Strength.Medium, "alone"), "made-up", Verdict.Inconclusive, "", [most], [SyntheticClaims.Estimate(most, 200, null)]);
        return new SuiteReport(new Suite("made-up", "suites/made-up.yaml", "ci", new Paper("A paper", "", 2022, "", ""), [], [group], [claim.Claim]), results, [claim]);
    }

    /// <summary>A suite whose names are those that a page has anyway, or differ in what addresses leave out.</summary>
    public static SuiteReport WithAwkwardNames()
    {
        var observation = SyntheticRuns.Observation(1000);
        Cell[] cells =
        [
            .. new[] { "x y", "x_y", "x\ty" }.Select(value =>
                SyntheticRuns.Cell("main", 31, 0.5, 1, observation, [0, 1], new Coordinate("task.operation", value))),
            SyntheticRuns.Cell("runs", 37, 0.5, 1, observation, [0, 1]),
        ];
        var results = new ResultSet(cells.SelectMany(cell => cell.Runs).DistinctBy(run => run.Id).Select(spec =>
            SyntheticRuns.Result(spec, new SyntheticCurve(10, 100, 1000, spec.Training.Seed, 1.0 / 31, observation.Schedule))));
        ImmutableArray<RunGroup> groups =
            [new("main", "", true, ["task.operation"], [.. cells[..3]], [0, 1], []), new("runs", "", true, [], [cells[3]], [0, 1], [])];
        string[] names =
            ["main", "claims", "runs", "engines", "settings", "group-main", "cell-runs", "settings-task-made-up-task", "T-1", "T.1"];
        ImmutableArray<ClaimResult> claims =
        [
            .. names.Select(name => SyntheticClaims.Result(
                SyntheticClaims.Claim(name, "A claim", "", Strength.Medium, "runs"), "made-up", Verdict.Inconclusive, "", [], [])),
        ];
        var paper = new Paper("A paper", "", 2022, "", "");
        var suite = new Suite("made-up", "suites/made-up.yaml", "ci", paper, [], groups, [.. claims.Select(claim => claim.Claim)]);
        return new SuiteReport(suite, results, claims);
    }

    private static SuiteReport Power()
    {
        var observation = SyntheticRuns.Observation(6000);
        var results = new List<RunResult>();

        // Less data, later: the smallest fraction leaves most seeds censored.
        (double Fraction, double Generalise)[] sweep = [(0.3, 7000), (0.4, 1900), (0.5, 620), (0.6, 260), (0.8, 80)];
        ImmutableArray<Cell> cells =
            [.. sweep.Select(item => SyntheticRuns.Cell("addition", 53, item.Fraction, 1, observation, Seeds, new Coordinate("task.train", item.Fraction)))];
        foreach (var (cell, (_, generalise)) in cells.Zip(sweep))
        {
            foreach (var spec in cell.Runs)
            {
                var middle = generalise * Spread(spec.Training.Seed);
                results.Add(SyntheticRuns.Result(spec, new SyntheticCurve(40 * Spread(spec.Training.Seed + 7), middle, End(middle, 6000), spec.Training.Seed, 1.0 / 53, observation.Schedule)));
            }
        }

        var addition = new RunGroup("addition", "Addition modulo 53 at growing training fractions.", true, ["task.train"], cells, Seeds, ["task.modulus 97 -> 53"]);
        var twinCell = SyntheticRuns.Cell("random-labels", 59, 0.5, 1, observation, Seeds);
        results.AddRange(twinCell.Runs.Select(spec => SyntheticRuns.Result(
            spec, new SyntheticCurve(90, double.PositiveInfinity, 6000, spec.Training.Seed, 1.0 / 53, observation.Schedule) { DivergesAt = spec.Training.Seed == 3 ? 2000 : long.MaxValue })));
        var twin = new RunGroup("random-labels", "The same with random labels: a negative control.", true, [], [twinCell], Seeds, []);
        var large = new RunGroup("division", "Division at the paper's size.", false, [], [SyntheticRuns.Cell("division", 97, 0.5, 0, SyntheticRuns.Observation(1_000_000), [0, 1, 2], [])], [0, 1, 2], []);
        var shiftCell = SyntheticSubclasses.Cell("shift", 0.2, observation, Seeds);
        results.AddRange(shiftCell.Runs.Select(SyntheticSubclasses.Result));
        var shift = new RunGroup("shift", "Classes of subclasses.", true, [], [shiftCell], Seeds, []);

        var set = new ResultSet(results);
        var late = SyntheticClaims.Delay(cells[1], set, 10);
        var early = SyntheticClaims.Delay(cells[4], set, 10);
        var middling = SyntheticClaims.Delay(cells[3], set, 7);
        var censored = SyntheticClaims.Delay(cells[0], set, 10);
        ImmutableArray<ClaimResult> claims =
        [
            SyntheticClaims.Result(
                SyntheticClaims.Claim("C1.1", "Generalisation is delayed", "Test accuracy rises long after training accuracy is perfect.", Strength.Strong, "addition", "The paper's own ratio is without decay."),
                "power-2022", Verdict.Reproduced, "t_gen / t_mem lies above 10 in both cells, for every seed.", [censored, late],
                [SyntheticClaims.Estimate(censored, 10, null), SyntheticClaims.Estimate(late, 10, null)], "1 seed of addition[task.train=0.3] is censored at 6000."),
            SyntheticClaims.Result(
                SyntheticClaims.Claim("C1.2", "Even with much data", "Delay persists at large fractions.", Strength.Strong, "addition"),
                "power-2022", Verdict.Refuted, "At a fraction of 0.8 generalisation follows at once.", [early], [SyntheticClaims.Estimate(early, 10, null)]),
            SyntheticClaims.Result(
                SyntheticClaims.Claim("C1.3", "Half way", "At intermediate fractions the delay is between 5 and 7.", Strength.Medium, "addition"),
                "power-2022", Verdict.Inconclusive, "The interval reaches over the bound.", [middling], [SyntheticClaims.Estimate(middling, 7, 30)]),
            SyntheticClaims.Result(
                SyntheticClaims.Claim("C1.4", "Slope", "Time falls with the training fraction as a power law.", Strength.Medium, "addition"),
                "power-2022", Verdict.Reproduced, "The log-log slope is -4.6.", [],
                [new Estimate("slope of ln t_gen against ln task.train", -4.6, -5.1, -4.2, 0.95, -6, -3, null, 5, Verdict.Reproduced)]),
            SyntheticClaims.Result(
                SyntheticClaims.Claim("C1.5", "At the paper's size", "Division generalises after a million steps.", Strength.Strong, "division"),
                "power-2022", Verdict.NotRun, "Not run in this profile.", [], []),
            SyntheticClaims.Result(
                SyntheticClaims.Claim("C1.13", "Sharpness", "Flat minima go with generalisation.", Strength.Weak, "addition"),
                "power-2022", null, "The rank correlation is -0.61.", [], [new Estimate("correlation", -0.61, -0.8, -0.2, 0.95, null, -0.5, null, 5, Verdict.Inconclusive)]),
        ];
        var paper = new Paper("Grokking: generalisation beyond overfitting on small algorithmic datasets", "Power et al.", 2022, "2201.02177", "Small networks on binary operations generalise long after they have memorised.");
        return new SuiteReport(new Suite("power-2022", "suites/power-2022.yaml", "ci", paper, ["representation-quality"], [addition, twin, large, shift], [.. claims.Select(claim => claim.Claim)]), set, claims);
    }

    private static SuiteReport Nanda()
    {
        var observation = SyntheticRuns.Observation(20_000);
        var results = new List<RunResult>();
        (double Fraction, double Decay, double Generalise)[] sweep = [(0.4, 0.3, 9000), (0.4, 1, 3000), (0.6, 0.3, 900), (0.6, 1, 300)];
        ImmutableArray<Cell> cells =
        [
            .. sweep.Select(item => SyntheticRuns.Cell(
                "decay", 47, item.Fraction, item.Decay, observation, Seeds, new Coordinate("task.train", item.Fraction), new Coordinate("optimiser.weight-decay", item.Decay))),
        ];
        foreach (var (cell, (_, _, generalise)) in cells.Zip(sweep))
        {
            // The last seed of the last cell is the failed run.
            foreach (var spec in cell.Runs.Where(spec => generalise > 300 || spec.Training.Seed < 4))
            {
                var middle = generalise * Spread(spec.Training.Seed);
                results.Add(SyntheticRuns.Result(
                    spec, new SyntheticCurve(100 * Spread(spec.Training.Seed + 3), middle, End(middle, 20_000), spec.Training.Seed, 1.0 / 47, observation.Schedule) { WithNorm = true }));
            }
        }

        var group = new RunGroup("decay", "Weight decay against training fraction.", true, ["task.train", "optimiser.weight-decay"], cells, Seeds, ["task.modulus 113 -> 47"]);
        var set = new ResultSet(results);
        var evidence = SyntheticClaims.Delay(cells[1], set, 10);
        ImmutableArray<ClaimResult> claims =
        [
            SyntheticClaims.Result(
                SyntheticClaims.Claim("C3.1", "Grokking with decay", "With weight decay, test loss falls long after training loss.", Strength.Strong, "decay"),
                "nanda-2023", Verdict.Reproduced, "t_gen is at least ten times t_mem for five of five seeds.", [evidence], [SyntheticClaims.Estimate(evidence, 10, null)]),
        ];
        var paper = new Paper("Progress measures for grokking via mechanistic interpretability", "Nanda et al.", 2023, "2301.05217", "");
        return new SuiteReport(new Suite("nanda-2023", "suites/nanda-2023.yaml", "ci", paper, [], [group], [.. claims.Select(claim => claim.Claim)]), set, claims);
    }

    /// <summary>Seeds differ by up to a third.</summary>
    private static double Spread(ulong seed) => 1 + 0.33 * Math.Sin(seed * 2.4 + 0.5);

    /// <summary>A fifth past the point where the rise is complete, or the budget.</summary>
    private static long End(double middle, long budget) => Math.Min(budget, (long)(middle * 2.2));
}
