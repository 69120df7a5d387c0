using System.Collections.Immutable;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.Engines;

namespace GrokBench.Suites.Records;

/// <summary>Every record of a result folder, whatever suite asked for it and whatever engine made it. Nothing is written.</summary>
public static class FoundRecords
{
    private const int IdLength = 16;

    /// <summary>
    /// In ordinal order of run id and engine. Folders of other names than runs and engines have are left out, and those without a record.
    /// </summary>
    /// <param name="root">The result folder.</param>
    /// <exception cref="StoreException">A folder cannot be listed.</exception>
    public static ImmutableArray<FoundRecord> In(string root)
    {
        try
        {
            var runs = Folders(Path.Combine(root, RunFiles.Runs)).Where(run => IsId(Path.GetFileName(run)));
            return [.. runs.SelectMany(Folders).Select(Found).OfType<FoundRecord>()];
        }
        catch (Exception exception) when (StoreException.Covers(exception))
        {
            throw StoreException.Reading(root, exception);
        }
    }

    private static IEnumerable<string> Folders(string path) =>
        Directory.Exists(path) ? Directory.GetDirectories(path).Order(StringComparer.Ordinal) : [];

    private static bool IsId(string name) => name.Length == IdLength && name.All(char.IsAsciiHexDigitLower);

    private static FoundRecord? Found(string folder)
    {
        if (EngineIdentity.Parse(Path.GetFileName(folder)) is not { } engine) return null;
        var (id, file) = (new RunId(Path.GetFileName(Path.GetDirectoryName(folder)!)), Path.Combine(folder, RunFiles.Record));
        try
        {
            if (AtomicFile.Read(file, RecordFile.MostBytes) is not { } bytes) return null;
            var record = RecordFile.Read(bytes);
            return record.Id == id.Text && record.Engine == engine.ToString()
                ? new FoundRecord(folder, id, engine, record, null)
                : throw new InvalidDataException($"it is of run {record.Id} and engine {record.Engine}");
        }
        catch (InvalidDataException exception)
        {
            return new FoundRecord(folder, id, engine, null, $"{file} is unusable: {exception.Message}");
        }
        catch (StoreException exception)
        {
            return new FoundRecord(folder, id, engine, null, exception.Message);
        }
    }
}
