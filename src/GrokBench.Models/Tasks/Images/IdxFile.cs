using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;

namespace GrokBench.Models.Tasks.Images;

/// <summary>
/// An array of unsigned bytes in the format that MNIST is distributed in: two zero bytes, the type (8 for unsigned bytes), the number of dimensions, the size of
/// each as a big-endian 32-bit integer, then the values, the last dimension fastest. Plain, or compressed with gzip.
/// </summary>
/// <param name="Path">As it was given, for messages.</param>
/// <param name="Sizes">Of each dimension, the number of items first.</param>
/// <param name="Sha256">Of the plain file, 64 hexadecimal digits, lower case.</param>
internal sealed record IdxFile(string Path, ImmutableArray<int> Sizes, byte[] Values, string Sha256)
{
    private const byte UnsignedByte = 8;

    /// <summary>Bytes.</summary>
    private const int GzipTrailer = 4;

    private static ReadOnlySpan<byte> GzipMagic => [0x1f, 0x8b];

    public int Count => Sizes[0];

    /// <param name="dimensions">As many as are expected.</param>
    /// <param name="most">Bytes that the plain file may have; no more than one beyond them is read or decompressed.</param>
    /// <exception cref="InvalidDataException">It is not such a file, or not the whole of one. The message names the file and what was expected.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IdxFile Read(string path, int dimensions, long most)
    {
        var bytes = Plain(path, most);
        var header = HeaderBytes(dimensions);
        if (bytes.Length < header) throw Bad(path, $"it is cut off after {bytes.Length} bytes; expected a header of {header} bytes");
        byte[] magic = [0, 0, UnsignedByte, (byte)dimensions];
        if (!bytes.AsSpan(0, magic.Length).SequenceEqual(magic))
            throw Bad(path, $"it begins with {Hexadecimal(bytes.AsSpan(0, magic.Length))}; expected {Hexadecimal(magic)} (unsigned bytes in {dimensions} {(dimensions == 1 ? "dimension" : "dimensions")})");

        var sizes = Enumerable.Range(1, dimensions).Select(i => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 * i))).ToImmutableArray();
        if (sizes.Any(size => size < 1)) throw Bad(path, $"its sizes are {string.Join(" x ", sizes)}; expected sizes of at least 1");
        var expected = sizes.Aggregate((Int128)1, (product, size) => product * size);
        var found = bytes.Length - header;
        if (found != expected)
            throw Bad(path, $"it {(found < expected ? "is cut off: it " : "")}has {found} bytes after its header; expected {string.Join(" x ", sizes)} = {expected}");
        return new(path, sizes, bytes[header..], Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    internal static int HeaderBytes(int dimensions) => 4 * (1 + dimensions);

    internal static InvalidDataException Bad(string path, FormattableString problem) => new($"{path}: {FormattableString.Invariant(problem)}");

    private static byte[] Plain(string path, long most)
    {
        if (new FileInfo(path).Length == 0) throw Bad(path, $"it is empty; expected an IDX file, plain or compressed with gzip");
        using var file = File.OpenRead(path);
        var magic = new byte[GzipMagic.Length];
        var isPacked = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && GzipMagic.SequenceEqual(magic);
        file.Position = 0;
        if (isPacked) return Unpacked(path, file, most);
        return AtMost(file, most) ?? throw Bad(path, $"it has {file.Length} bytes; expected at most {most}");
    }

    private static byte[] Unpacked(string path, FileStream file, long most)
    {
        byte[]? plain;
        try
        {
            using var gzip = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
            plain = AtMost(gzip, most);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{path}: it is damaged; expected a whole gzip file ({exception.Message})", exception);
        }

        if (plain is null) throw Bad(path, $"it decompresses to more than the {most} bytes that are expected");

        // A gzip file ends with the length of what is in it; one that is cut off elsewhere is decompressed as far as it goes, without an error.
        var trailer = new byte[GzipTrailer];
        file.Position = Math.Max(0, file.Length - GzipTrailer);
        if (file.ReadAtLeast(trailer, GzipTrailer, throwOnEndOfStream: false) < GzipTrailer || BinaryPrimitives.ReadUInt32LittleEndian(trailer) != (uint)plain.Length)
            throw Bad(path, $"it is cut off or damaged after {plain.Length} decompressed bytes; expected a whole gzip file");
        return plain.Length > 0 ? plain : throw Bad(path, $"there is nothing in this gzip file; expected an IDX file in it");
    }

    /// <summary>All that there is; null if that is more.</summary>
    private static byte[]? AtMost(Stream source, long most)
    {
        var bytes = new byte[most + 1];
        var count = source.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return count > most ? null : bytes[..count];
    }

    private static string Hexadecimal(ReadOnlySpan<byte> bytes) => BitConverter.ToString(bytes.ToArray()).Replace('-', ' ').ToLowerInvariant();
}
