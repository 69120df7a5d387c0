using System.Text;
using GrokBench.Reports.Exports;
using GrokBench.Reports.Html;
using GrokBench.Reports.Judging;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Scheduling;
using GrokBench.Runner.Screens;
using GrokBench.Suites.Records;
using GrokBench.Suites.RunTables;
using GrokBench.Tensors.Engines;

namespace GrokBench.Runner.Commands;

/// <summary><c>bench</c> and its parts <c>run</c>, <c>check</c> and <c>report</c>: train, judge, write, and say how it ended.</summary>
internal sealed class BenchVerb
{
    private readonly bool trains, judges, draws;

    private BenchVerb(bool trains, bool judges, bool draws) => (this.trains, this.judges, this.draws) = (trains, judges, draws);

    public static BenchVerb Bench { get; } = new(trains: true, judges: true, draws: true);

    public static BenchVerb Run { get; } = new(trains: true, judges: false, draws: false);

    public static BenchVerb Check { get; } = new(trains: false, judges: true, draws: false);

    public static BenchVerb Report { get; } = new(trains: false, judges: true, draws: true);

    public ExitCode Execute(BenchRequest request, Host host)
    {
        var started = host.Clock.GetTimestamp();
        try
        {
            if (Commands.Bench.Prepare(request, trains ? Purpose.Train : Purpose.Judge, host) is not { } bench) return ExitCode.BadInput;
            if (trains && bench.Plan.Runs.IsEmpty)
            {
                host.Complain($"nothing of what was asked for is part of profile {request.Profile}; see grokbench list claims and --profile");
                return ExitCode.BadInput;
            }

            using var interruption = new Interruption(host.Complain);
            var training = trains ? Trainer.Train(bench, host, interruption.Token) : null;
            var report = judges && training is not { Interrupted: true } ? ReportBuilder.Build(bench, training, host, started) : null;
            return Close(bench, training, report, host, started);
        }
        catch (Exception exception) when (exception is StoreException or EngineException)
        {
            host.Complain(exception.Message);
            host.Say(ClosingScreen.LastLine(new Ending(ExitCode.Failed, exception.Message)));
            return ExitCode.Failed;
        }
    }

    /// <summary>Writes what there is to be read, and says how it ended.</summary>
    private ExitCode Close(Bench bench, SchedulerResult? training, BenchReport? report, Host host, long started)
    {
        var ending = Ending.Of(training, report);
        string? index = null;
        try
        {
            Directory.CreateDirectory(bench.Folder);
            RunTable.Update(bench.Store, bench.Suites, bench.Request.Selection.IsEverything);
            if (report is not null)
            {
                Write(bench, "verdicts.json", VerdictsJson.Write(report));
                Write(bench, "junit.xml", JUnitXml.Write(report));
                if (draws) index = HtmlReport.WriteAsync(report, Path.Combine(bench.Folder, "report")).GetAwaiter().GetResult();
            }

            Write(bench, "outcome.json", OutcomeJson.Write(ending, bench, training, report));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or StoreException)
        {
            // A folder that cannot be written must not hide what happened.
            ending = new Ending(ExitCode.Failed, $"the results could not be written: {exception.Message}");
        }

        if (report is not null && !draws) VerdictLines.Show(host, report);
        ClosingScreen.Show(host, bench, training, report, index, ending, host.Clock.GetElapsedTime(started));
        return ending.Code;
    }

    private static void Write(Bench bench, string name, string text) =>
        AtomicFile.Write(Path.Combine(bench.Folder, name), file => file.Write(Encoding.UTF8.GetBytes(text)));
}
