using System.Buffers.Binary;

namespace GrokBench.Reports.Images;

/// <summary>
/// Square grey images as PNG (RFC 2083), not compressed: a library that compresses may give other bytes in its next version, and reports are the same bytes
/// everywhere.
/// </summary>
public static class GreyPng
{
    /// <summary>Bytes of an uncompressed block of deflate (RFC 1951), at most.</summary>
    private const int LargestBlock = ushort.MaxValue;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <param name="side">Pixels along a side; (side + 1) · side must not be above 65535.</param>
    /// <param name="pixels">Row by row, 0 black.</param>
    public static string DataUri(int side, ReadOnlySpan<byte> pixels) => "data:image/png;base64," + Convert.ToBase64String(Write(side, pixels));

    /// <summary>The file itself; see <see cref="DataUri"/>.</summary>
    public static byte[] Write(int side, ReadOnlySpan<byte> pixels)
    {
        if (pixels.Length != side * side) throw new ArgumentException("as many pixels as the square has are expected", nameof(pixels));

        // Every row is preceded by its filter, 0 for none.
        var rows = new byte[side * (side + 1)];
        if (rows.Length > LargestBlock) throw new ArgumentOutOfRangeException(nameof(side), side, "an image of one block is expected");
        for (var row = 0; row < side; row++) pixels.Slice(row * side, side).CopyTo(rows.AsSpan((row * (side + 1)) + 1));

        using var file = new MemoryStream();
        file.Write(Signature);
        Chunk(file, "IHDR"u8, [.. BigEndian((uint)side), .. BigEndian((uint)side), 8, 0, 0, 0, 0]);
        var (length, complement) = ((ushort)rows.Length, (ushort)~rows.Length);
        Chunk(file, "IDAT"u8, [0x78, 0x01, 1, (byte)length, (byte)(length >> 8), (byte)complement, (byte)(complement >> 8), .. rows, .. BigEndian(Adler32(rows))]);
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> type, byte[] content)
    {
        byte[] body = [.. type, .. content];
        file.Write(BigEndian((uint)content.Length));
        file.Write(body);
        file.Write(BigEndian(Crc32(body)));
    }

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xedb88320);
        }

        return ~crc;
    }

    private static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        const uint Modulus = 65521;
        var (low, high) = (1u, 0u);
        foreach (var value in bytes)
        {
            low = (low + value) % Modulus;
            high = (high + low) % Modulus;
        }

        return (high << 16) | low;
    }
}
