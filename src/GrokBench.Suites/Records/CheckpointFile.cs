using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GrokBench.Models.Snapshots;

namespace GrokBench.Suites.Records;

/// <summary>
/// <c>checkpoint.bin</c>, little-endian: magic <c>GBCP</c> and the format's version; the fields of <see cref="Checkpoint"/>; the learner's state up to the
/// trailer; the trailer of 40 bytes: the length of all before it, and its SHA-256. A file that was cut off or damaged anywhere is recognised.
/// </summary>
internal static class CheckpointFile
{
    /// <summary>A longer file does not fit into an array, and is none of ours.</summary>
    public const long MostBytes = 0x7FFFFFC7;

    private const int Version = 6;

    /// <summary>Without snapshots.</summary>
    private const int VersionWithoutSnapshots = 5;

    /// <summary>Nor with versions of measures.</summary>
    private const int VersionWithoutMeasures = 4;

    /// <summary>Nor with digests of the parts of the state.</summary>
    private const int VersionWithoutParts = 3;

    /// <summary>Nor with the record that it replaces, of which there was none, and sources.</summary>
    private const int VersionWithoutReplaces = 2;

    /// <summary>Nor with the stack, which was always 1.</summary>
    private const int VersionWithoutStack = 1;

    private const int TrailerBytes = 8 + 32;

    private static ReadOnlySpan<byte> Magic => "GBCP"u8;

    /// <param name="saveState">Writes the learner's state.</param>
    public static void Write(Stream destination, Checkpoint checkpoint, Action<Stream> saveState)
    {
        using var body = new HashingStream(destination);
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write(checkpoint.Id);
            writer.Write(checkpoint.Engine);
            writer.Write(checkpoint.Stack);
            writer.Write(checkpoint.Replaces);
            writer.Write(checkpoint.Sources);
            writer.Write(checkpoint.Step);
            writer.Write(checkpoint.WallSeconds);
            writer.Write(checkpoint.CpuSeconds);
            WriteAll(writer, checkpoint.StepLosses, writer.Write);
            WriteAll(writer, checkpoint.Trajectory, point =>
            {
                writer.Write(point.Step);
                writer.Write(point.Digest);
            });
            WriteAll(writer, checkpoint.Parts, part =>
            {
                writer.Write(part.Name);
                writer.Write(part.Digests);
            });
            WriteAll(writer, [.. checkpoint.Measures], measure =>
            {
                writer.Write(measure.Key);
                writer.Write(measure.Value);
            });
            writer.Write(checkpoint.Snapshots is not null);
            WriteAll(writer, checkpoint.Snapshots ?? [], snapshot =>
            {
                writer.Write(snapshot.Step);
                writer.Write(snapshot.Answers);
                writer.Write(snapshot.Units);
                writer.Write(snapshot.Spectrum);
            });
            WriteAll(writer, checkpoint.Curve.Steps, writer.Write);
            writer.Write(checkpoint.Curve.Series.Count);
            foreach (var (name, values) in checkpoint.Curve.Series)
            {
                writer.Write(name);
                WriteAll(writer, values, writer.Write);
            }
        }

        saveState(body);
        using var trailer = new BinaryWriter(destination, Encoding.UTF8, leaveOpen: true);
        trailer.Write(body.Length);
        trailer.Write(body.Hash());
    }

    /// <exception cref="InvalidDataException">
    /// The bytes are not a whole checkpoint of a known version. Nothing else is thrown, whatever the bytes are.
    /// </exception>
    public static StoredCheckpoint Read(byte[] bytes)
    {
        if (bytes.Length < Magic.Length + TrailerBytes) throw new InvalidDataException("it is cut off");
        if (!bytes.AsSpan().StartsWith(Magic)) throw new InvalidDataException("it is not a checkpoint");
        var length = bytes.Length - TrailerBytes;
        var trailer = bytes.AsSpan(length);
        if (BinaryPrimitives.ReadInt64LittleEndian(trailer) != length) throw new InvalidDataException("it is cut off");
        if (!SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(trailer[8..])) throw new InvalidDataException("its checksum does not match");

        using var reader = new BinaryReader(new MemoryStream(bytes, Magic.Length, length - Magic.Length), Encoding.UTF8);
        try
        {
            var checkpoint = Read(reader);
            var start = Magic.Length + (int)reader.BaseStream.Position;
            return new StoredCheckpoint(checkpoint, new ArraySegment<byte>(bytes, start, length - start));
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or FormatException)
        {
            // Whoever wrote it got the checksum right and the rest wrong.
            throw new InvalidDataException($"it is not a checkpoint: {exception.Message}", exception);
        }
    }

    private static Checkpoint Read(BinaryReader reader)
    {
        var version = reader.ReadInt32();
        if (version is not (Version or VersionWithoutSnapshots or VersionWithoutMeasures or VersionWithoutParts or VersionWithoutReplaces or VersionWithoutStack))
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"its format is {version}; this version reads {VersionWithoutStack} to {Version}"));
        }

        var id = reader.ReadString();
        var engine = reader.ReadString();
        var stack = version == VersionWithoutStack ? 1 : reader.ReadInt32();
        var (replaces, sources) = version >= VersionWithoutParts ? (reader.ReadString(), reader.ReadString()) : ("", "");
        var step = reader.ReadInt64();
        var wall = reader.ReadDouble();
        var cpu = reader.ReadDouble();
        var losses = ReadAll(reader, reader.ReadDouble);
        var trajectory = ReadAll(reader, () => new TrajectoryPoint(reader.ReadInt64(), reader.ReadString()));
        var parts = version >= VersionWithoutMeasures
            ? ReadAll(reader, () => new PartDigest(reader.ReadString(), reader.ReadString()))
            : [];
        var measures = version >= VersionWithoutSnapshots ? ReadAll(reader, () => KeyValuePair.Create(reader.ReadString(), reader.ReadInt32())) : [];
        var snapshots = version >= Version ? ReadSnapshots(reader) : null;
        var steps = ReadAll(reader, reader.ReadInt64);
        var series = ReadAll(reader, () => KeyValuePair.Create(reader.ReadString(), ReadAll(reader, reader.ReadDouble)));
        if (series.Any(item => item.Value.Length != steps.Length))
            throw new InvalidDataException("a series does not have a value for each evaluation");
        var curve = new Curve(steps, series.ToImmutableSortedDictionary(StringComparer.Ordinal));
        return new Checkpoint(id, engine, step, curve, losses, trajectory, wall, cpu, stack, replaces, sources)
        {
            Parts = parts,
            Measures = measures.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Snapshots = snapshots,
        };
    }

    private static ImmutableArray<TableSnapshot>? ReadSnapshots(BinaryReader reader)
    {
        var areThere = reader.ReadBoolean();
        var snapshots = ReadAll(reader, () => new TableSnapshot(reader.ReadInt64(), reader.ReadString(), reader.ReadString(), reader.ReadString()));
        return areThere ? snapshots : null;
    }

    private static void WriteAll<T>(BinaryWriter writer, ImmutableArray<T> items, Action<T> write)
    {
        writer.Write(items.Length);
        foreach (var item in items) write(item);
    }

    private static ImmutableArray<T> ReadAll<T>(BinaryReader reader, Func<T> read)
    {
        var count = reader.ReadInt32();
        var left = reader.BaseStream.Length - reader.BaseStream.Position;
        if (count < 0 || count > left)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{count} items do not fit into {left} bytes"));
        var items = ImmutableArray.CreateBuilder<T>(count);
        for (var i = 0; i < count; i++) items.Add(read());
        return items.MoveToImmutable();
    }
}
