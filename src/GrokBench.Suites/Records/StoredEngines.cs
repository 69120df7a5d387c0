using System.Collections.Immutable;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.Engines;

namespace GrokBench.Suites.Records;

/// <summary>Which engines have records in a result folder.</summary>
public static class StoredEngines
{
    /// <summary>
    /// Identities of other engines than the one named that have a record of some of the runs, with how many: the one with most of them first; of those with as many the
    /// highest version, then by name.
    /// </summary>
    /// <param name="root">The result folder. What cannot be read in it is not counted.</param>
    public static ImmutableArray<(EngineIdentity Engine, int Records)> OtherThan(string name, string root, IEnumerable<RunId> runs) =>
    [
        .. runs.Distinct().SelectMany(id => Recorded(Path.Combine(root, RunFiles.Runs, id.Text)))
            .Select(EngineIdentity.Parse).OfType<EngineIdentity>().Where(engine => engine.Name != name)
            .CountBy(engine => engine).Select(pair => (Engine: pair.Key, Records: pair.Value))
            .OrderByDescending(item => item.Records).ThenByDescending(item => item.Engine.Version)
            .ThenBy(item => item.Engine.ToString(), StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Recorded(string folder)
    {
        try
        {
            if (!Directory.Exists(folder)) return [];
            var recorded = Directory.GetDirectories(folder).Where(path => File.Exists(Path.Combine(path, RunFiles.Record)));
            return [.. recorded.Select(path => Path.GetFileName(path))];
        }
        catch (Exception exception) when (StoreException.Covers(exception))
        {
            return [];
        }
    }
}
