using GrokBench.Reports.Html;
using GrokBench.Reports.Tracking;
using GrokBench.Reports.Versions;
using GrokBench.Runner.Hosting;
using GrokBench.Suites.Records;
using GrokBench.Suites.Text;

namespace GrokBench.Runner.Commands;

/// <summary><c>history</c>: what became of every run and claim, reference by reference.</summary>
internal static class HistoryVerb
{
    public const string File = "history.json";

    /// <param name="newest">A result folder that comes after all references; null for none.</param>
    /// <param name="references">Folder of all references.</param>
    /// <param name="to">Folder of the files that are written.</param>
    public static ExitCode Execute(string? newest, string references, string to, Host host)
    {
        try
        {
            var snapshots = Snapshots(references).ToList();
            if (newest is not null) snapshots.Add(VersionPlace.Of(newest, references).Read());
            if (snapshots.Count == 0)
            {
                host.Complain($"there is no reference in {references}; grokbench reference makes one of a finished bench");
                return ExitCode.NothingMatched;
            }

            var history = VersionHistory.Of(snapshots);
            Say(history, host);
            return Write(history, to, host);
        }
        catch (InvalidDataException exception)
        {
            host.Complain(exception.Message);
            return ExitCode.BadInput;
        }
        catch (Exception exception) when (exception is StoreException or IOException or UnauthorizedAccessException)
        {
            host.Complain(exception.Message);
            return ExitCode.Failed;
        }
    }

    /// <summary>All references, the lowest version first.</summary>
    /// <exception cref="InvalidDataException">One is not what it should be. The message names it.</exception>
    /// <exception cref="StoreException">One cannot be read.</exception>
    public static IEnumerable<Snapshot> Snapshots(string references)
    {
        var library = new ReferenceLibrary(references);
        return library.Versions.Select(version => ReferenceFolder.Read(library.PathOf(version)));
    }

    private static void Say(VersionHistory history, Host host)
    {
        host.Say(TerminalText.Line(HistoryText.Headline(history)));
        foreach (var remark in HistoryText.Remarks(history)) host.Say(TerminalText.Line(remark));
        foreach (var suite in history.Suites)
        {
            var sentences = HistoryText.Of(history, suite).ToArray();
            if (sentences.Length == 0) continue;
            host.Say(TerminalText.Line(suite.Name));
            foreach (var sentence in sentences) host.Say(TerminalText.Line($"  {sentence}"));
        }
    }

    private static ExitCode Write(VersionHistory history, string to, Host host)
    {
        Directory.CreateDirectory(to);
        var files = new ResultFiles(to, host.Complain);
        files.Write(File, HistoryJson.Write(history));
        files.Write(HistoryHtml.File, HistoryHtml.WriteAsync(history).GetAwaiter().GetResult());
        foreach (var problem in files.Problems) host.Complain(problem);
        foreach (var name in new[] { File, HistoryHtml.File })
        {
            if (files.PathOf(name) is { } path) host.Say($"History: {Path.GetFullPath(path)}");
        }

        return files.Problems.IsEmpty ? ExitCode.Success : ExitCode.Failed;
    }
}
