using System.Collections.Immutable;
using System.Globalization;
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
        var outcome = new OutcomeFile(request.Folder, request, host.Complain);
        Bench? bench = null;
        try
        {
            var started = host.Clock.GetTimestamp();
            bench = Preparation.Bench.Prepare(request, trains ? Purpose.Train : Purpose.Judge, host);
            if (bench is null) return Refused(outcome, request);
            if (trains && bench.AsksForNothing)
            {
                host.Complain(
                    $"nothing of what was asked for is part of profile {request.Profile}; see grokbench list claims and --profile");
                return Refused(outcome, request);
            }

            if (!trains && !Directory.Exists(Path.Combine(request.Folder, RunFiles.Runs)))
            {
                host.Complain($"there are no records in {request.Folder}; expected a result folder, which bench or run makes, in --out");
                return ExitCode.BadInput;
            }

            outcome = new OutcomeFile(PlaceOf(bench).Folder, request, host.Complain);
            outcome.Begin(bench);
            using var interruption = new Interruption(host.Complain);
            var training = trains ? Trainer.Train(bench, host, interruption.Token) : null;

            // Again, and not before training alone: meanwhile another command may have answered in the same folder.
            var place = PlaceOf(bench);
            outcome = new OutcomeFile(place.Folder, request, host.Complain);
            return Close(bench, place, outcome, training, host, started);
        }
        catch (Exception exception)
        {
            return Broken(exception, outcome, bench, host);
        }
    }

    private static AnswerPlace PlaceOf(Bench bench) => AnswerPlace.Of(bench.Question, bench.Folder, bench.Request.SuitesFolder);

    /// <summary>Of a part, whose place is not known before it is read, nothing lies there that could be taken for its outcome.</summary>
    private static ExitCode Refused(OutcomeFile outcome, BenchRequest request)
    {
        if (request.AsksForTheWhole) outcome.Refuse(new Ending(ExitCode.BadInput, "refused: see the lines above it"));
        return ExitCode.BadInput;
    }

    /// <summary>Says why the command could not go on, in the last line and in the outcome.</summary>
    private static ExitCode Broken(Exception exception, OutcomeFile outcome, Bench? bench, Host host)
    {
        var expected = exception is StoreException or EngineException or IOException or UnauthorizedAccessException;
        var ending = new Ending(ExitCode.Failed, expected ? exception.Message : ProgramFault.Text(exception));
        host.Complain(ending.Text);
        try
        {
            if (bench is null) outcome.Refuse(ending);
            else outcome.Break(ending, bench, expected ? null : exception);
        }
        catch (StoreException unwritable) when (unwritable.Message != exception.Message)
        {
            host.Complain(unwritable.Message);
        }
        catch (StoreException)
        {
            // That is what it broke off for.
        }

        host.Say(ClosingScreen.LastLine(ending));
        return ending.Code;
    }

    /// <summary>Writes what there is to be read, and says how it ended.</summary>
    private ExitCode Close(Bench bench, AnswerPlace place, OutcomeFile outcome, SchedulerResult? training, Host host, long started)
    {
        var files = new ResultFiles(place.Folder, host.Complain);
        var ending = Ending.Of(training, null);
        var pages = draws ? new PageFolder(Path.Combine(place.Folder, "report")) : null;
        BenchReport? report = null;
        BenchHistory? history = null;
        DigestCheck? digests = null;
        files.Try(() => Directory.CreateDirectory(place.Folder));
        files.Try(() => RunTable.Update(bench.Store, bench.Suites, bench.Request.Selection.IsEverything, host.Complain));
        if (judges && training is not { Interrupted: true })
        {
            history = draws && place.Part is null && bench.Request.AsksForTheWhole
                ? BenchHistory.Of(bench, VersionVerbs.DefaultLibrary) : null;
            var builder = new ReportBuilder(bench, place.Part, training, host, started) { HasHistory = history is not null };
            report = builder.BuildAsync(pages).GetAwaiter().GetResult();
            digests = bench.Request.Expect.IsEmpty ? null : DigestCheck.Of(bench.Request.Expect, report);
            ending = Ending.Of(training, report).With(digests);
            files.Write("verdicts.json", VerdictsJson.Write(report));
            files.Try(() => File.Delete(Path.Combine(place.Folder, CompareVerb.File)));
            files.Write("junit.xml", JUnitXml.Write(report));
            WriteReadings(files, [.. report.Suites.SelectMany(suite => suite.Readings.Rows)]);
        }

        if (pages is not null && report is not null) history?.Draw(place.Folder, report, pages, files);

        // Fewer runs, or other ones, may give another verdict, which is no change of the code.
        var compared = report is not null && trains && place.Part is null && bench.Request.AsksForTheWhole
            ? BenchComparison.Of(place.Folder, VersionVerbs.DefaultLibrary, files) : null;
        ending = ending.With(files.Problems);
        if (!files.Try(() => outcome.End(ending, bench, training, report))) ending = ending.With(files.Problems);
        if (report is not null && !draws) VerdictLines.Show(host, report);
        if (digests is not null) DigestLines.Show(host, digests, bench.Engines.Asked.Identity.ToString());
        ClosingScreen.Show(
            host, bench, place, training, report, pages?.Index, files.PathOf("verdicts.json"), compared, ending,
            host.Clock.GetElapsedTime(started));
        return ending.Code;
    }

    private static void WriteReadings(ResultFiles files, ImmutableArray<ReadingRow> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        ReadingsCsv.Write(text, rows);
        files.Write("readings.csv", text.ToString());
        files.Write("readings.parquet", file => ReadingsParquet.WriteAsync(file, rows).GetAwaiter().GetResult());
    }
}
