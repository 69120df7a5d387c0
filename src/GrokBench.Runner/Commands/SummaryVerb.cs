using System.CommandLine;
using System.Text.Json;
using GrokBench.Reports.Summaries;
using GrokBench.Runner.Answers;
using GrokBench.Runner.Hosting;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Commands;

/// <summary>
/// <c>summary</c>: what lies in a result folder, for the page of a CI job. It judges nothing, and a bad result is not its own failure.
/// </summary>
internal static class SummaryVerb
{
    private const string Markdown = "markdown";
    private const string Annotations = "annotations";

    public static Command Command(Host host)
    {
        var folder = new Option<string?>("--out", "-o")
        {
            Description = "The result folder, or one of its parts [default: results/ci].",
            HelpName = "folder",
            DefaultValueFactory = _ => Path.Combine("results", "ci"),
        };
        var format = new Option<string>("--format")
        {
            Description = "Markdown for a page, or annotations as GitHub reads them from a step's output.",
            DefaultValueFactory = _ => Markdown,
        };
        BenchOptions.Named(folder);
        format.AcceptOnlyFromAmong(Markdown, Annotations);
        var command = new Command("summary", "Print the answer in a result folder for the page of a CI job.") { folder, format };
        command.SetAction(result => (int)Execute(result.GetValue(folder)!, result.GetValue(format)!, host));
        return command;
    }

    private static ExitCode Execute(string folder, string format, Host host)
    {
        if (Read(folder, AnswerPlace.OutcomeFile, StoredAnswer.ReadOutcome, host) is not { } outcome)
        {
            host.Complain(
                $"there is no outcome.json to be read in {folder}; expected a result folder, which bench or report makes, in --out");
            return ExitCode.BadInput;
        }

        var answer = new StoredAnswer(outcome, Read(folder, "verdicts.json", StoredAnswer.ReadVerdicts, host),
            Read(folder, "compare.json", StoredAnswer.ReadComparison, host));
        foreach (var line in format == Markdown ? MarkdownSummary.Of(answer).TrimEnd().Split('\n') : AnnotationSummary.Of(answer))
            host.Say(line);
        return ExitCode.Success;
    }

    /// <summary>Null where the file is missing, and where it cannot be read, which is then said.</summary>
    private static T? Read<T>(string folder, string name, Parser<T> parse, Host host)
        where T : class
    {
        var path = Path.Combine(folder, name);
        try
        {
            return AtomicFile.Read(path) is { } bytes ? parse(bytes) : null;
        }
        catch (Exception exception) when (exception is StoreException or JsonException)
        {
            host.Complain($"{path} cannot be read: {exception.Message}");
            return null;
        }
    }

    private delegate T Parser<out T>(ReadOnlySpan<byte> bytes);
}
