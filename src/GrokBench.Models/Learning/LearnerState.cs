using System.Collections.Immutable;
using System.Text;
using GrokBench.Models.Optimisers;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Learning;

/// <summary>
/// The bytes of a learner's state, little-endian: the four letters GBNL, the format's version (int32), updates made (int64), number of
/// vectors (int32), then each vector as its length in bytes (int32) and its elements. That of a run with stages has format 2, and ends with their progress.
/// </summary>
/// <param name="vectors">Parameters first, then what the update rules keep, in the order of the rules.</param>
/// <param name="precision">Of the elements.</param>
/// <param name="stages">Null for a run without.</param>
internal sealed class LearnerState(ImmutableArray<IVector> vectors, Precision precision, StageProgress? stages = null)
{
    /// <summary>Letters, version, updates, number of vectors.</summary>
    private const int HeaderBytes = 4 + sizeof(int) + sizeof(long) + sizeof(int);

    private static readonly byte[] Magic = "GBNL"u8.ToArray();
    private readonly int formatVersion = stages is null ? 1 : 2;
    private readonly byte[][] buffers = [.. vectors.Select(vector => new byte[vector.Count * (precision == Precision.Float32 ? 4 : 8)])];

    /// <summary>Where the bytes of each tensor of the parameters are, and of each other vector.</summary>
    /// <param name="tensors">What the parameters consist of, in order.</param>
    /// <param name="others">Names of the vectors after the parameters.</param>
    public ImmutableArray<StatePart> Parts(IEnumerable<ParameterTensor> tensors, ImmutableArray<string> others)
    {
        var (element, start) = (precision == Precision.Float32 ? sizeof(float) : sizeof(double), (long)HeaderBytes + sizeof(int));
        var parts = ImmutableArray.CreateBuilder<StatePart>();
        foreach (var tensor in tensors) parts.Add(new(tensor.Name, start + ((long)tensor.Offset * element), (long)tensor.Count * element));
        for (var i = 1; i < buffers.Length; i++)
        {
            start += buffers[i - 1].Length + sizeof(int);
            parts.Add(new(others[i - 1], start, buffers[i].Length));
        }

        return parts.ToImmutable();
    }

    public void Write(Stream destination, long steps)
    {
        using var writer = new BinaryWriter(destination, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(formatVersion);
        writer.Write(steps);
        writer.Write(vectors.Length);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i].WriteBytes(buffers[i]);
            writer.Write(buffers[i].Length);
            writer.Write(buffers[i]);
        }

        stages?.Write(writer);
    }

    /// <summary>Reads a whole state before it touches a vector.</summary>
    /// <returns>The number of updates made.</returns>
    public long Read(Stream source)
    {
        using var reader = new BinaryReader(source, Encoding.UTF8, leaveOpen: true);
        try
        {
            Require(reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic), "these bytes are not the state of a learner");
            var version = reader.ReadInt32();
            Require(version == formatVersion, FormattableString.Invariant($"a learner state of format {version}, not {formatVersion}"));
            var steps = reader.ReadInt64();
            Require(steps >= 0, "a learner state with a negative number of steps");
            Require(reader.ReadInt32() == vectors.Length, "a learner state of another optimiser");
            foreach (var buffer in buffers)
            {
                Require(reader.ReadInt32() == buffer.Length, "a learner state of another model or precision");
                source.ReadExactly(buffer);
            }

            stages?.Read(reader);
            for (var i = 0; i < vectors.Length; i++) vectors[i].ReadBytes(buffers[i]);
            return steps;
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("a learner state that ends too early", exception);
        }
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition) throw new InvalidDataException(problem);
    }
}
