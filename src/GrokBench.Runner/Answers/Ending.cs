using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Reports;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Scheduling;

namespace GrokBench.Runner.Answers;

/// <summary>How a verb that trains or judges ends, and why.</summary>
public sealed record Ending(ExitCode Code, string Text)
{
    /// <param name="training">Null where nothing was to be trained.</param>
    /// <param name="report">Null where nothing was judged.</param>
    public static Ending Of(SchedulerResult? training, BenchReport? report)
    {
        if (training is { Interrupted: true })
        {
            var unfinished = training.Unfinished == 1 ? "1 run is" : string.Create(CultureInfo.InvariantCulture, $"{training.Unfinished} runs are");
            return new Ending(ExitCode.Interrupted, $"interrupted, {unfinished} unfinished; the same command goes on from the checkpoints");
        }

        if (report is not null) return Of(Outcome.Of(report));
        var failed = training?.Failures.Length ?? 0;
        return failed == 0
            ? new Ending(ExitCode.Success, "every run is finished")
            : new Ending(ExitCode.Failed, string.Create(CultureInfo.InvariantCulture, $"{failed} {(failed == 1 ? "run" : "runs")} failed"));
    }

    /// <param name="unwritten">What could not be written, a sentence each: none leaves the ending as it is.</param>
    public Ending With(ImmutableArray<string> unwritten) => unwritten.IsEmpty
        ? this
        : new Ending(ExitCode.Failed, $"{(unwritten.Length == 1 ? "a result" : string.Create(CultureInfo.InvariantCulture, $"{unwritten.Length} results"))} could not be written: {string.Join("; ", unwritten)}");

    /// <param name="digests">What the runs came to; null, where nothing was expected of them, leaves the ending as it is.</param>
    public Ending With(DigestCheck? digests) => digests switch
    {
        null => this,
        { Agrees: true } => this with { Text = $"{digests.Text}; {Text}" },
        _ => new Ending(Code == ExitCode.Success ? ExitCode.Worse : Code, $"{digests.Text}; {Text}"),
    };

    private static Ending Of(BenchOutcome outcome) => new((ExitCode)outcome.Code, outcome.Text);
}
