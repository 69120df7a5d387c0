using System.Collections.Immutable;

namespace GrokBench.Suites.Records;

/// <summary>Reads a finished run by its folder alone, <c>runs/[id]/[engine]</c>, without the suite that asked for it.</summary>
public static class RecordReader
{
    /// <summary>The record, and the steps at which the run was evaluated, ascending.</summary>
    /// <exception cref="StoreException">The record or the curve is missing or cannot be read. The message names the file.</exception>
    public static (RunRecord Record, ImmutableArray<long> Steps) Read(string folder)
    {
        var record = Read(Path.Combine(folder, RunFiles.Record), RunFiles.Record, RecordFile.Read);
        return (record, Read(Path.Combine(folder, RunFiles.Curve), RunFiles.Curve, CurveFile.ReadSteps));
    }

    /// <summary>The whole curve.</summary>
    /// <exception cref="StoreException">It is missing or cannot be read. The message names the file.</exception>
    public static Curve ReadCurve(string folder) => Read(Path.Combine(folder, RunFiles.Curve), RunFiles.Curve, CurveFile.Read);

    private static T Read<T>(string path, string name, Func<byte[], T> parse)
    {
        var bytes = AtomicFile.Read(path, RunFolder.MostBytes(name)) ?? throw new StoreException($"{path} is missing");
        try
        {
            return parse(bytes);
        }
        catch (InvalidDataException exception)
        {
            throw new StoreException($"{path} is unusable: {exception.Message}", exception);
        }
    }
}
