using System.Collections.Immutable;
using GrokBench.Models;
using GrokBench.Models.Tasks;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Reports.Readings;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml;

namespace GrokBench.Reports.Tests.Judging;

/// <summary>Every claim of the committed suites fits its cells and reads series that its runs record: made-up runs of every group, of both profiles, can be judged.</summary>
public sealed class CommittedSuitesTests
{
    private static readonly string Root = FindRoot();

    [Test]
    public void Decide_MadeUpRuns_EveryClaimDecided([ValueSource(nameof(Files))] string file, [Values("ci", "paper")] string profile)
    {
        var reading = SuiteReader.Read([Path.Combine(Root, "suites", file)], profile, ClaimCatalogue.Vocabulary);
        Assert.That(reading.Problems, Is.Empty);
        var suite = reading.Suites.Single();
        suite = suite with { Groups = [.. suite.Groups.Select(group => group with { Included = true })] };
        var runs = suite.Groups.SelectMany(group => group.Cells).SelectMany(cell => cell.Runs).Select(Run);

        var claims = Judge.Decide(suite, SuiteReadings.Of(suite, new ResultSet(runs)), _ => 1);

        Assert.That(claims.Select(claim => claim.Claim.Id), Is.EqualTo(suite.Claims.Select(claim => claim.Id)));
        Assert.That(claims.Where(claim => claim.Estimates.IsEmpty || claim.Verdict == Verdict.NotRun || claim.PredictedHours is not null).Select(claim => claim.Claim.Id), Is.Empty);
    }

    [Test]
    public void Decide_NoRuns_EveryClaimNotRun([ValueSource(nameof(Files))] string file)
    {
        var suite = SuiteReader.Read([Path.Combine(Root, "suites", file)], "ci", ClaimCatalogue.Vocabulary).Suites.Single();

        var claims = Judge.Decide(suite, ReadingTable.Empty, _ => 3600);

        Assert.That(claims.Select(claim => claim.Verdict ?? Verdict.NotRun), Is.All.EqualTo(Verdict.NotRun));
        Assert.That(claims.Select(claim => claim.PredictedHours), Is.All.GreaterThan(0));
    }

    /// <summary>Memorises at step 20, generalises at step 400; every other series falls from 5 to 0.</summary>
    private static RunResult Run(RunSpec spec)
    {
        ImmutableArray<long> steps = [0, 1, 10, 20, 30, 50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000];
        var task = (ITask)spec.Training.Task.Kind;
        var scores = task.Shape(spec.Training.Task).Splits.SelectMany(split => new[] { $"{split}.loss", $"{split}.accuracy" });
        var measures = spec.Observation.Measures.SelectMany(name => Catalogue.Measures[name].Series(spec.Training));
        var series = scores.Concat(measures).Concat(["step-loss.min", "step-loss.median", "step-loss.max"]).ToImmutableSortedDictionary(
            name => name, name => steps.Select(step => Value(name, step)).ToImmutableArray(), StringComparer.Ordinal);
        var curve = new Curve(steps, series);
        return new Outcomes(20, 400).Result(spec) with { Curve = curve };
    }

    private static double Value(string name, long step) => name switch
    {
        "train.accuracy" => step >= 20 ? 1 : 0,
        _ when name.EndsWith(".accuracy", StringComparison.Ordinal) => step >= 400 ? 1 : 0,
        _ => 5 * (1 - (step / 1000.0)),
    };

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Path.Combine(FindRoot(), "suites"), "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GrokBench.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
