using System.Buffers.Binary;
using System.IO.Compression;

namespace GrokBench.Models.Tests.Tasks.Images;

/// <summary>Files in the format of MNIST, right and wrong ones.</summary>
internal static class IdxBytes
{
    /// <summary>As <c>gzip -n</c> makes of an empty file.</summary>
    public static byte[] EmptyGzip => [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>A header and as many values as it says, counting up.</summary>
    public static byte[] Of(params int[] sizes) => [.. Header(sizes), .. Enumerable.Range(0, sizes.Aggregate(1, (a, b) => a * b)).Select(i => (byte)i)];

    public static byte[] Header(params int[] sizes)
    {
        var bytes = new byte[4 * (1 + sizes.Length)];
        (bytes[2], bytes[3]) = (8, (byte)sizes.Length);
        for (var i = 0; i < sizes.Length; i++) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * (i + 1)), sizes[i]);
        return bytes;
    }

    public static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
