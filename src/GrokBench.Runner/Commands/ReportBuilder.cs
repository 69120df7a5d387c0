using System.Collections.Immutable;
using GrokBench.Reports;
using GrokBench.Reports.Badges;
using GrokBench.Reports.Faults;
using GrokBench.Reports.Html;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Images;
using GrokBench.Reports.Judging;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Preparation;
using GrokBench.Runner.Scheduling;
using GrokBench.Suites;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;
using ThisBuild = GrokBench.Runner.Execution.Build;

namespace GrokBench.Runner.Commands;

/// <summary>
/// Judges the records of a bench and draws its pages, suite by suite: curves of one suite alone are in memory. What breaks costs no other
/// part and is a fault of the report.
/// </summary>
/// <param name="part">Of the result folder that it is the report of, <c>parts/tiny,ci,only=T1</c>; null: the whole.</param>
/// <param name="training">Null when nothing was to be trained: failures are then those that the records tell of.</param>
/// <param name="started">Timestamp of the verb's beginning.</param>
internal sealed class ReportBuilder(Bench bench, string? part, SchedulerResult? training, Host host, long started)
{
    private readonly DateTimeOffset generated = host.Clock.GetUtcNow();
    private readonly List<Fault> faults = [];

    /// <summary>Whether a page of history will stand beside the others.</summary>
    public bool HasHistory { get; init; }

    private string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(bench.Folder))) + (part is null ? "" : $"/{part}");

    /// <summary>The report without curves.</summary>
    /// <param name="pages">Where its pages go; null: none are drawn.</param>
    public async Task<BenchReport> BuildAsync(PageFolder? pages)
    {
        await using var html = pages is null ? null : new HtmlReport(
            Frame.Of(Name, bench.Request.Profile, generated, Environment(0), bench.Suites) with { HasHistory = HasHistory }, pages.WriteAsync);
        var other = Try<OtherEngine?>("", "comparison with another engine", () => OtherEngine.Of(bench), _ => null);
        var suites = ImmutableArray.CreateBuilder<SuiteReport>();
        foreach (var suite in bench.Suites)
        {
            var judged = Try(suite.Name, "records", () => Judged(suite), fault => Undecided(suite, fault.Message));
            judged = Try(suite.Name, "comparison with another engine", () => other?.Compare(judged, host.Complain) ?? judged, _ => judged);
            if (html is not null) faults.AddRange(await html.AddAsync(judged with { Images = Images(judged) }).ConfigureAwait(false));
            suites.Add(Try(suite.Name, "runs", judged.WithoutCurves, _ => judged with { Results = ResultSet.Empty }));
        }

        var reused = training?.Reused ?? suites.SelectMany(suite => suite.Runs).DistinctBy(run => run.Id).Count();
        var failures = Try("", "failed runs", Failures, _ => []);
        var report = new BenchReport(Name, bench.Request.Profile, generated, suites.ToImmutable(), failures, Environment(reused))
        {
            Faults = [.. faults],
        };
        if (html is null) return report;
        faults.AddRange(await html.FinishAsync(report).ConfigureAwait(false));
        Try("", "badges", Drawn, _ => false);
        Try("", "pages of an earlier report", Removed, _ => false);
        return report with { Faults = [.. faults] };

        bool Drawn()
        {
            // All that can be; what stands in the way of one stands in the way of most, and is one fault.
            Exception? obstacle = null;
            foreach (var badge in BadgeSet.Of(report))
            {
                try
                {
                    pages!.WriteAsync(BadgeSet.PathOf(badge.File), BadgeSvg.Write(badge)).GetAwaiter().GetResult();
                }
                catch (Exception exception) when (Fault.IsLocal(exception))
                {
                    obstacle ??= exception;
                }
            }

            return obstacle is null ? true : throw new IOException(obstacle.Message, obstacle);
        }

        bool Removed()
        {
            pages!.RemoveOthers();
            return true;
        }
    }

    /// <summary>Does a part of the work that costs no other part.</summary>
    private T Try<T>(string suite, string part, Func<T> work, Func<Fault, T> instead)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (Fault.IsLocal(exception))
        {
            var fault = Fault.Of(suite, part, exception);
            faults.Add(fault);
            return instead(fault);
        }
    }

    private EnvironmentFacts Environment(int reused) => new(
        ThisBuild.Version, ThisBuild.Commit + (ThisBuild.Dirty == true ? ", changed since" : ""), bench.Engines.Asked.Identity.ToString(), ThisBuild.InstructionSet, ThisBuild.Runtime, ThisBuild.OperatingSystemName,
        System.Environment.ProcessorCount, bench.Request.Jobs, host.Clock.GetElapsedTime(started).TotalSeconds, System.Environment.CpuUsage.TotalTime.TotalSeconds,
        training?.Trained ?? 0, reused)
    {
        EngineFacts = bench.Engines.Asked.Description,
        BuiltInEngine = bench.Engines.BuiltIn == bench.Engines.Asked ? null : bench.Engines.BuiltIn.Identity.ToString(),
    };

    private SuiteReport Judged(Suite suite)
    {
        var results = bench.Store.Load(suite.Groups.Where(group => group.Included).SelectMany(group => group.Cells).SelectMany(cell => cell.Runs), host.Complain);
        var readings = SuiteReadings.Of(suite, results);
        var claims = Judge.Decide(suite, readings, run => bench.Costs.Of(run).Seconds);
        faults.AddRange(from claim in claims where claim.Fault is not null select new Fault(suite.Name, claim.Claim.Id, claim.Fault!));
        if (readings.Obstacles.GetValueOrDefault("") is { } obstacle) faults.Add(new Fault(suite.Name, "readings of every run", obstacle));
        return Report(suite, results, claims) with { Readings = readings };
    }

    private SuiteReport Undecided(Suite suite, string reason) =>
        Report(suite, ResultSet.Empty, suite.Claims.Select(claim => Judge.Undecided(claim, suite, reason)));

    private SuiteReport Report(Suite suite, ResultSet results, IEnumerable<ClaimResult> claims)
    {
        var rerun = bench.Request.Rerun;
        var shown = claims.Select(claim => claim with { Command = rerun.Claim(suite, claim.Claim.Id), IsPilot = suite.IsPilot });
        return new(suite, results, [.. shown]) { Rerun = rerun };
    }

    private ImmutableSortedDictionary<string, RunImages> Images(SuiteReport report)
    {
        var images = ImmutableSortedDictionary.CreateBuilder<string, RunImages>(StringComparer.Ordinal);
        foreach (var cell in report.Suite.Groups.SelectMany(group => group.Cells))
        {
            if (cell.Runs.Select(report.Results.Find).FirstOrDefault(run => run is not null) is not { } run) continue;
            var shown = Try(report.Suite.Name, $"{cell.Name} images", () => RunImages.Of(run), _ => null);
            if (shown is not null) images[run.Record.Id] = shown;
        }

        return images.ToImmutable();
    }

    private ImmutableArray<RunFailure> Failures()
    {
        var failed = training is not null
            ? training.Failures.AsEnumerable()
            : bench.Plan.Runs.Select(run => Failure(bench, run)).OfType<FailedRun>();
        return [.. failed.Select(failure => new RunFailure(failure.Run.AskedBy[0].Suite, failure.Run.Name, failure.Run.Id.Text, failure.Message))];
    }

    /// <summary>What the store tells of a run that could not be finished, or that contradicts its record; null of all others.</summary>
    private static FailedRun? Failure(Bench bench, PlannedRun run)
    {
        var spec = run.Specs[0];
        if (bench.Store.Read(spec).Value?.Record is { Status: RunStatus.Failed } record) return new FailedRun(run, record.Message ?? "");
        return bench.Store.Contradiction(spec) is { } contradiction ? new FailedRun(run, contradiction) : null;
    }
}
