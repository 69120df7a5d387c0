using GrokBench.Reports.Comparing;
using GrokBench.Reports.Versions;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Commands;

/// <summary>What a bench says by itself of the newest reference: a line, and <c>compare.json</c>. It never decides how the bench
/// ends.</summary>
internal static class BenchComparison
{
    /// <summary>Null where there is no reference, or none of the suites is in it. A file of an earlier comparison is then
    /// removed.</summary>
    /// <param name="folder">The result folder, with its answer written.</param>
    public static string? Of(string folder, string references, ResultFiles files)
    {
        files.Try(() => File.Delete(Path.Combine(folder, CompareVerb.File)));
        if (new ReferenceLibrary(references) is not { Newest: { } newest } library) return null;
        try
        {
            var comparison = SnapshotComparer.Compare(ResultFolder.Read(folder), ReferenceFolder.Read(library.PathOf(newest)));
            if (comparison.Suites.IsEmpty) return null;
            var gate = Gate.Of(comparison, strict: false);
            files.Write(CompareVerb.File, ComparisonJson.Write(comparison, gate));
            return ComparisonText.Summary(comparison, gate);
        }
        catch (Exception exception) when (exception is InvalidDataException or StoreException)
        {
            return $"Not compared with reference {newest}: {exception.Message}";
        }
    }
}
