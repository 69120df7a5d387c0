using System.Collections.Immutable;
using GrokBench.Reports.Images;
using GrokBench.Reports.Judging;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Scheduling;
using GrokBench.Suites;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;
using ThisBuild = GrokBench.Runner.Execution.Build;

namespace GrokBench.Runner.Commands;

/// <summary>Judges the records of a bench.</summary>
internal static class ReportBuilder
{
    /// <param name="training">Null when nothing was to be trained: failures are then those that the records tell of.</param>
    /// <param name="started">Timestamp of the verb's beginning.</param>
    /// <exception cref="StoreException">A record cannot be read.</exception>
    public static BenchReport Build(Bench bench, SchedulerResult? training, Host host, long started)
    {
        var results = bench.Store.Load(bench.Plan.Runs.SelectMany(run => run.Specs), host.Complain);
        ImmutableArray<SuiteReport> judged = [.. bench.Suites.Select(suite => Judged(suite, results, bench))];
        var suites = OtherEngine.Compare(bench, judged, results, host.Complain);
        var environment = new EnvironmentFacts(
            ThisBuild.Version, ThisBuild.Commit, bench.Engines.Asked.Identity.ToString(), ThisBuild.InstructionSet, ThisBuild.Runtime, ThisBuild.OperatingSystemName,
            Environment.ProcessorCount, bench.Request.Jobs, host.Clock.GetElapsedTime(started).TotalSeconds, Environment.CpuUsage.TotalTime.TotalSeconds,
            training?.Trained ?? 0, training?.Reused ?? results.Count)
        {
            EngineFacts = bench.Engines.Asked.Description,
            BuiltInEngine = bench.Engines.BuiltIn == bench.Engines.Asked ? null : bench.Engines.BuiltIn.Identity.ToString(),
        };
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(bench.Folder)));
        return new BenchReport(name, bench.Request.Profile, host.Clock.GetUtcNow(), suites, Failures(bench, training), environment) { Images = Images(bench, results) };
    }

    private static SuiteReport Judged(Suite suite, ResultSet results, Bench bench)
    {
        var (claims, words) = (Judge.Decide(suite, results, run => bench.Costs.Of(run).Seconds), bench.Request.EngineWords);
        return new SuiteReport(suite, results, [.. claims.Select(claim => claim with { Command = claim.Command + words })]) { EngineOptions = words };
    }

    private static ImmutableSortedDictionary<string, RunImages> Images(Bench bench, ResultSet results)
    {
        var images = ImmutableSortedDictionary.CreateBuilder<string, RunImages>(StringComparer.Ordinal);
        foreach (var cell in bench.Suites.SelectMany(suite => suite.Groups).SelectMany(group => group.Cells))
        {
            if (cell.Runs.Select(results.Find).FirstOrDefault(run => run is not null) is { } run && RunImages.Of(run) is { } shown) images[run.Record.Id] = shown;
        }

        return images.ToImmutable();
    }

    private static ImmutableArray<RunFailure> Failures(Bench bench, SchedulerResult? training)
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
