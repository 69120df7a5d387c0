using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GrokBench.Reports;
using GrokBench.Reports.Exports;
using GrokBench.Reports.Html;
using GrokBench.Reports.Readings;
using GrokBench.Runner.Answers;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Preparation;
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
            if (Preparation.Bench.Prepare(request, trains ? Purpose.Train : Purpose.Judge, host) is not { } bench) return ExitCode.BadInput;
            if (trains && bench.Plan.Runs.IsEmpty)
            {
                host.Complain($"nothing of what was asked for is part of profile {request.Profile}; see grokbench list claims and --profile");
                return ExitCode.BadInput;
            }

            using var interruption = new Interruption(host.Complain);
            var training = trains ? Trainer.Train(bench, host, interruption.Token) : null;

            // Now and not before training: meanwhile another command may have answered in the same folder.
            var place = AnswerPlace.Of(bench.Question, bench.Folder, request.SuitesFolder);
            return Close(bench, place, training, host, started);
        }
        catch (Exception exception) when (exception is StoreException or EngineException)
        {
            host.Complain(exception.Message);
            host.Say(ClosingScreen.LastLine(new Ending(ExitCode.Failed, exception.Message)));
            return ExitCode.Failed;
        }
    }

    /// <summary>Writes what there is to be read, and says how it ended.</summary>
    private ExitCode Close(Bench bench, AnswerPlace place, SchedulerResult? training, Host host, long started)
    {
        var ending = Ending.Of(training, null);
        var pages = draws ? new PageFolder(Path.Combine(place.Folder, "report")) : null;
        BenchReport? report = null;
        try
        {
            Directory.CreateDirectory(place.Folder);
            RunTable.Update(bench.Store, bench.Suites, bench.Request.Selection.IsEverything, host.Complain);
            if (judges && training is not { Interrupted: true })
            {
                report = new ReportBuilder(bench, place.Part, training, host, started).BuildAsync(pages).GetAwaiter().GetResult();
                ending = Ending.Of(training, report);
                Write(host, place, "verdicts.json", VerdictsJson.Write(report));
                Write(host, place, "junit.xml", JUnitXml.Write(report));
                WriteReadings(host, place, [.. report.Suites.SelectMany(suite => suite.Readings.Rows)]);
            }

            // The place is such that its answer is to this question, or to one that this one covers.
            var stated = StatedVerdicts.Read(Path.Combine(place.Folder, AnswerPlace.OutcomeFile));
            Write(host, place, AnswerPlace.OutcomeFile, OutcomeJson.Write(ending, bench, training, report, stated));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or StoreException)
        {
            // A folder that cannot be written must not hide what happened.
            ending = new Ending(ExitCode.Failed, $"the results could not be written: {exception.Message}");
        }

        if (report is not null && !draws) VerdictLines.Show(host, report);
        ClosingScreen.Show(host, bench, place, training, report, report is null ? null : pages?.Index, ending, host.Clock.GetElapsedTime(started));
        return ending.Code;
    }

    private static void WriteReadings(Host host, AnswerPlace place, ImmutableArray<ReadingRow> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        ReadingsCsv.Write(text, rows);
        Write(host, place, "readings.csv", text.ToString());
        var parquet = Path.Combine(place.Folder, "readings.parquet");
        AtomicFile.Write(parquet, file => ReadingsParquet.WriteAsync(file, rows).GetAwaiter().GetResult(), notice: host.Complain);
    }

    private static void Write(Host host, AnswerPlace place, string name, string text) =>
        AtomicFile.Write(Path.Combine(place.Folder, name), file => file.Write(Encoding.UTF8.GetBytes(text)), notice: host.Complain);
}
