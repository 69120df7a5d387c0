using GrokBench.Reports.Comparing;
using GrokBench.Reports.Faults;
using GrokBench.Reports.Versions;

namespace GrokBench.Runner.Commands;

/// <summary>
/// What a bench says by itself of the newest reference: a line, and <c>compare.json</c>. It never decides how the bench ends.
/// </summary>
internal static class BenchComparison
{
    /// <summary>Null where there is no reference, or none of the suites is in it.</summary>
    /// <param name="folder">The result folder, with its answer written.</param>
    public static string? Of(string folder, string references, ResultFiles files)
    {
        SemanticVersion? newest = null;
        try
        {
            var library = new ReferenceLibrary(references);
            newest = library.Newest;
            return newest is null ? null : Against(library.PathOf(newest), folder, files);
        }
        catch (Exception exception) when (Fault.IsLocal(exception))
        {
            return $"Not compared with {(newest is null ? references : $"reference {newest}")}: {Fault.MessageOf(exception)}";
        }
    }

    private static string? Against(string reference, string folder, ResultFiles files)
    {
        var result = ResultFolder.Read(folder);
        var comparison = SnapshotComparer.Compare(result, ReferenceFolder.Read(reference));
        if (comparison.Suites.IsEmpty) return null;
        var gate = Gate.Of(comparison, strict: false);
        files.Write(CompareVerb.File, ComparisonJson.Write(comparison, gate));
        var summary = ComparisonText.Summary(comparison, gate);
        return ReusedRuns.Line(result) is { } reused ? $"{summary}; {reused}" : summary;
    }
}
