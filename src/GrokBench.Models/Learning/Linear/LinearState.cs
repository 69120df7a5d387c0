using System.Collections.Immutable;
using System.Text;

namespace GrokBench.Models.Learning.Linear;

/// <summary>
/// The bytes of a linear learner's state, little-endian: the four letters GBLR, the format's version (int32), updates made (int64), then the weights and what the
/// path keeps, each as its number of elements (int32) and its float64 elements, every NaN as one canonical pattern.
/// </summary>
internal static class LinearState
{
    private const int FormatVersion = 1;
    private static readonly byte[] Magic = "GBLR"u8.ToArray();

    /// <summary>Where the bytes of weights and path are.</summary>
    public static ImmutableArray<StatePart> Parts(int weights, int path)
    {
        var start = 4 + sizeof(int) + sizeof(long) + sizeof(int);
        var (first, second) = ((long)weights * sizeof(double), (long)path * sizeof(double));
        return [new("weights", start, first), new("path", start + first + sizeof(int), second)];
    }

    public static void Write(Stream destination, long steps, ReadOnlySpan<double> weights, ReadOnlySpan<double> path)
    {
        using var writer = new BinaryWriter(destination, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(FormatVersion);
        writer.Write(steps);
        Write(writer, weights);
        Write(writer, path);
    }

    /// <summary>Reads a whole state before it touches the path's; the weights follow from that.</summary>
    /// <returns>The number of updates made.</returns>
    /// <exception cref="InvalidDataException">The bytes are not such a state.</exception>
    public static long Read(Stream source, int weights, double[] path)
    {
        using var reader = new BinaryReader(source, Encoding.UTF8, leaveOpen: true);
        try
        {
            Require(reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic), "these bytes are not the state of a linear learner");
            var version = reader.ReadInt32();
            Require(version == FormatVersion, FormattableString.Invariant($"a learner state of format {version}, not {FormatVersion}"));
            var steps = reader.ReadInt64();
            Require(steps >= 0, "a learner state with a negative number of steps");
            Read(reader, new double[weights]);
            var read = new double[path.Length];
            Read(reader, read);
            read.CopyTo(path, 0);
            return steps;
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("a learner state that ends too early", exception);
        }
    }

    private static void Write(BinaryWriter writer, ReadOnlySpan<double> values)
    {
        writer.Write(values.Length);
        foreach (var value in values) writer.Write(double.IsNaN(value) ? double.NaN : value);
    }

    private static void Read(BinaryReader reader, double[] values)
    {
        Require(reader.ReadInt32() == values.Length, "a learner state of another model");
        for (var i = 0; i < values.Length; i++) values[i] = reader.ReadDouble();
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition) throw new InvalidDataException(problem);
    }
}
