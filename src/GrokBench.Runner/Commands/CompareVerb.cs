using System.Text;
using GrokBench.Reports.Comparing;
using GrokBench.Reports.Versions;
using GrokBench.Runner.Answers;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Screens;
using GrokBench.Suites.Records;
using GrokBench.Suites.Text;

namespace GrokBench.Runner.Commands;

/// <summary><c>compare</c>: holds a result against an older one, and is the gate for CI.</summary>
internal static class CompareVerb
{
    public const string File = "compare.json";

    /// <param name="newer">A folder or a version.</param>
    /// <param name="older">Likewise; null: the newest reference.</param>
    /// <param name="references">Folder of all references.</param>
    public static ExitCode Execute(string newer, string? older, string references, bool strict, Host host)
    {
        var ending = Ending(newer, older, references, strict, host);
        host.Say(ClosingScreen.LastLine(ending));
        return ending.Code;
    }

    private static Ending Ending(string newer, string? older, string references, bool strict, Host host)
    {
        try
        {
            var place = VersionPlace.Of(newer, references);
            if ((older ?? new ReferenceLibrary(references).Newest?.Text) is not { } name)
                return new Ending(ExitCode.NothingMatched,
                    $"there is no reference in {references}; grokbench reference makes one of a finished bench");
            var result = place.Read();
            var comparison = SnapshotComparer.Compare(result, VersionPlace.Of(name, references).Read());
            var gate = Gate.Of(comparison, strict);
            foreach (var line in ComparisonText.Lines(comparison)) host.Say(TerminalText.Escape(line));
            if (!place.IsReference)
            {
                if (ReusedRuns.Line(result) is { } reused) host.Say(TerminalText.Escape($"{result.Name}: {reused}"));
                Write(place.Path, comparison, gate, host);
            }

            return new Ending(Code(gate), ComparisonText.Summary(comparison, gate));
        }
        catch (InvalidDataException exception)
        {
            return new Ending(ExitCode.BadInput, exception.Message);
        }
        catch (Exception exception) when (exception is StoreException or IOException or UnauthorizedAccessException)
        {
            return new Ending(ExitCode.Failed, exception.Message);
        }
    }

    private static void Write(string folder, SnapshotComparison comparison, Gate gate, Host host)
    {
        var path = Path.Combine(folder, File);
        AtomicFile.Write(path, file => file.Write(Encoding.UTF8.GetBytes(ComparisonJson.Write(comparison, gate))), notice: host.Complain);
        host.Say($"Comparison: {path}");
    }

    private static ExitCode Code(Gate gate) => gate.Word switch
    {
        GateWord.Fine => ExitCode.Success,
        GateWord.Worse => ExitCode.Worse,
        _ => ExitCode.NothingMatched,
    };
}
