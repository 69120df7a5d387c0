using System.Text.Json;

namespace GrokBench.EndToEnd.CommandLine;

/// <summary>Reads a result folder as another program would.</summary>
internal sealed class ResultFolder(string path)
{
    public IEnumerable<string> Records => Files("record.json");

    public IEnumerable<string> Checkpoints => Files("checkpoint.bin");

    /// <summary>
    /// Updates that a checkpoint holds: after magic, version, run, engine, stack, and the digests of what it replaces and of the sources.
    /// </summary>
    public static long StepOf(string checkpoint)
    {
        using var reader = new BinaryReader(File.OpenRead(checkpoint));
        reader.ReadInt64();
        foreach (var _ in (string[])["run", "engine"]) reader.ReadString();
        reader.ReadInt32();
        foreach (var _ in (string[])["replaces", "sources"]) reader.ReadString();
        return reader.ReadInt64();
    }

    /// <summary>Every run's final digest and the digests of its series, by run id: equal for two trainings of the same bits.</summary>
    public SortedDictionary<string, string> Digests()
    {
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Records)
        {
            using var record = JsonDocument.Parse(File.ReadAllText(file));
            var root = record.RootElement;
            digests.Add(
                root.GetProperty("id").GetString()!,
                $"{root.GetProperty("status")} {root.GetProperty("steps")} {root.GetProperty("trajectory")} {root.GetProperty("seriesDigests")}");
        }

        return digests;
    }

    public JsonElement Outcome()
    {
        using var outcome = JsonDocument.Parse(File.ReadAllText(Path.Combine(path, "outcome.json")));
        return outcome.RootElement.Clone();
    }

    /// <summary>Waits until the child has written checkpoints so many times more.</summary>
    /// <returns>False when it ended before.</returns>
    public bool WaitForCheckpoints(GrokBenchProcess child, int count)
    {
        var latest = Latest();
        for (var seen = 0; seen < count; Thread.Sleep(10))
        {
            if (child.HasExited) return false;
            if (Latest() is var now && now <= latest) continue;
            latest = now;
            seen++;
        }

        return true;

        DateTime Latest() => Checkpoints.Select(File.GetLastWriteTimeUtc).Append(DateTime.MinValue).Max();
    }

    public string[] Files(string name) => Directory.Exists(path) ? Directory.GetFiles(path, name, SearchOption.AllDirectories) : [];
}
