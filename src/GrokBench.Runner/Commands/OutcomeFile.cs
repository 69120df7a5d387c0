using System.Text;
using GrokBench.Reports;
using GrokBench.Runner.Answers;
using GrokBench.Runner.Preparation;
using GrokBench.Runner.Scheduling;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Commands;

/// <summary>
/// <c>outcome.json</c> of a folder, from a command's beginning to its end: whoever reads it never takes the exit code of an earlier command for that of the last one. Question and verdicts
/// of an earlier answer stay in it until there is another, as its files do.
/// </summary>
/// <param name="notice">Told of what lay in the file's way and was moved aside.</param>
internal sealed class OutcomeFile(string folder, BenchRequest request, Action<string> notice)
{
    private const string UnderWay = "it has not ended: it is under way, or was killed";

    public string Path { get; } = System.IO.Path.Combine(folder, AnswerPlace.OutcomeFile);

    /// <summary>Before anything is trained or written.</summary>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public void Begin(Bench bench) => Write(OutcomeJson.Unanswered(null, UnderWay, request, bench, Stated()));

    /// <summary>At the end of a command that came to one.</summary>
    /// <param name="report">Null where nothing was judged.</param>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public void End(Ending ending, Bench bench, SchedulerResult? training, BenchReport? report) =>
        Write(OutcomeJson.Answered(ending, bench, training, report, Stated()));

    /// <summary>At the end of a command that broke off.</summary>
    /// <param name="bench">Null where it did not come so far.</param>
    /// <param name="fault">A fault of this program; null where it was none.</param>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public void Break(Ending ending, Bench? bench, Exception? fault) => Write(OutcomeJson.Unanswered((int)ending.Code, ending.Text, request, bench, Stated(), fault));

    /// <summary>That a command was refused, where an earlier one has left its outcome. Nothing else is written then, and a folder that cannot be written is left alone.</summary>
    public void Refuse(Ending ending)
    {
        if (!File.Exists(Path)) return;
        try
        {
            Break(ending, null, null);
        }
        catch (StoreException)
        {
            // The exit code itself says it.
        }
    }

    private StatedAnswer Stated() => StatedAnswer.Read(Path);

    private void Write(string text)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"cannot write {folder}: {exception.Message}", exception);
        }

        AtomicFile.Write(Path, file => file.Write(Encoding.UTF8.GetBytes(text)), notice: notice);
    }
}
