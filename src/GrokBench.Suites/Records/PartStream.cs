using System.Collections.Immutable;
using System.Security.Cryptography;
using GrokBench.Models.Learning;

namespace GrokBench.Suites.Records;

/// <summary>Write-only: hashes each part of what is written by itself, and keeps nothing. Bytes between parts are left out.</summary>
/// <param name="parts">By their beginning, without overlap.</param>
/// <param name="done">Told of each part's number and digest, in order, when this is disposed of.</param>
internal sealed class PartStream(ImmutableArray<StatePart> parts, Action<int, string> done) : Stream
{
    private const int DigestBytes = 8;

    private readonly ImmutableArray<IncrementalHash> hashes = [.. parts.Select(_ => IncrementalHash.CreateHash(HashAlgorithmName.SHA256))];
    private long position;
    private int current;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => position;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty && current < parts.Length)
        {
            var part = parts[current];
            var before = (int)Math.Min(buffer.Length, Math.Max(0, part.Start - position));
            var within = (int)Math.Min(buffer.Length - before, part.Start + part.Length - position - before);
            hashes[current].AppendData(buffer.Slice(before, within));
            position += before + within;
            buffer = buffer[(before + within)..];
            if (position >= part.Start + part.Length) current++;
        }

        position += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        for (var i = 0; disposing && i < parts.Length; i++)
        {
            using var hash = hashes[i];
            done(i, Convert.ToHexStringLower(hash.GetCurrentHash().AsSpan(0, DigestBytes)));
        }

        base.Dispose(disposing);
    }
}
