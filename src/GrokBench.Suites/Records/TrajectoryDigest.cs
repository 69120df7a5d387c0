using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using GrokBench.Models.Learning;

namespace GrokBench.Suites.Records;

/// <summary>
/// A hash chain over a run's states at steps 0, 1, 2, 4, 8, ... and at its stop. Each link is SHA-256 of the previous link (32 zero bytes before the first), the
/// step (8 bytes, little-endian) and the SHA-256 of the state's bytes. Runs of different length agree on every step that both chains have.
/// </summary>
/// <param name="points">Links made before an interruption; empty for a new run.</param>
/// <param name="parts">Parts of the state, of which each link has digests beside its own; none where they have no names.</param>
/// <param name="digests">Of the links made before the interruption.</param>
public sealed class TrajectoryDigest(
    ImmutableArray<TrajectoryPoint> points, ImmutableArray<StatePart> parts, ImmutableArray<PartDigest> digests)
{
    private readonly PartDigests parts = PartDigests.From(parts, digests, points.Length);
    private readonly ImmutableArray<TrajectoryPoint>.Builder points = points.ToBuilder();

    /// <summary>Links of a state whose parts have no names.</summary>
    public TrajectoryDigest(ImmutableArray<TrajectoryPoint> points)
        : this(points, [], [])
    {
    }

    public ImmutableArray<PartDigest> Parts => parts.Digests;

    public ImmutableArray<TrajectoryPoint> Points => points.ToImmutable();

    /// <summary>Whether the chain has a link at this step wherever the run stops.</summary>
    public static bool IsRegular(long step) => step == 0 || BitOperations.IsPow2(step);

    /// <summary>The first step that both chains have and at which they differ; null when there is none, so that they can be one run.</summary>
    public static long? FirstDifference(ImmutableArray<TrajectoryPoint> one, ImmutableArray<TrajectoryPoint> other)
    {
        var digests = other.ToDictionary(point => point.Step, point => point.Digest);
        foreach (var (step, digest) in one)
        {
            if (digests.TryGetValue(step, out var theirs) && theirs != digest) return step;
        }

        return null;
    }

    /// <summary>Adds the link of a step; does nothing when the chain has it already.</summary>
    /// <param name="save">Writes the state's bytes.</param>
    /// <exception cref="ArgumentException">The chain is past this step.</exception>
    public void Add(long step, Action<Stream> save)
    {
        if (points.Count > 0 && points[^1].Step >= step)
        {
            if (points[^1].Step == step) return;
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"step {step} comes after step {points[^1].Step}"));
        }

        using var next = parts.Next();
        using var state = new HashingStream(next);
        save(state);

        Span<byte> link = stackalloc byte[32 + 8 + 32];
        link.Clear();
        if (points.Count > 0) Convert.FromHexString(points[^1].Digest).CopyTo(link);
        BinaryPrimitives.WriteInt64LittleEndian(link[32..], step);
        state.Hash().CopyTo(link[40..]);
        points.Add(new TrajectoryPoint(step, Convert.ToHexStringLower(SHA256.HashData(link))));
    }
}
