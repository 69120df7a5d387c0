using System.Collections.Immutable;
using System.Security.Cryptography;
using GrokBench.Models.Learning;
using GrokBench.Suites.Records;

namespace GrokBench.Suites.Tests.Records;

/// <summary>Each part of a state has a digest of its own at every link, and the chain is what it was.</summary>
public sealed class PartDigestsTests
{
    private static readonly ImmutableArray<StatePart> Parts = [new("first", 3, 5), new("empty", 8, 0), new("second", 10, 4)];

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(64)]
    public void Add_WrittenInPieces_EachPartHasTheDigestOfItsBytes(int piece)
    {
        var (state, digest) = (State(1), new TrajectoryDigest([], Parts, []));
        digest.Add(0, stream =>
        {
            foreach (var bytes in state.Chunk(piece)) stream.Write(bytes);
        });

        Assert.That(digest.Parts, Is.EqualTo(
            new PartDigest[] { new("first", Short(state[3..8])), new("empty", Short([])), new("second", Short(state[10..14])) }));
    }

    [Test]
    public void Add_WithParts_HasTheChainWithoutThem() => Assert.That(Chain(Parts).Points, Is.EqualTo(Chain([]).Points));

    [Test]
    public void Add_AfterAnInterruption_GoesOn()
    {
        var before = new TrajectoryDigest([], Parts, []);
        before.Add(0, stream => stream.Write(State(0)));
        var after = new TrajectoryDigest(before.Points, Parts, before.Parts);
        after.Add(1, stream => stream.Write(State(1)));

        Assert.That(after.Parts, Is.EqualTo(Chain(Parts).Parts));
    }

    [Test]
    public void Add_AfterLinksWithoutParts_TellsNone()
    {
        var after = new TrajectoryDigest(Chain([]).Points, Parts, []);
        after.Add(2, stream => stream.Write(State(2)));

        Assert.That((after.Points.Length, after.Parts.Length), Is.EqualTo((3, 0)));
    }

    private static TrajectoryDigest Chain(ImmutableArray<StatePart> parts)
    {
        var digest = new TrajectoryDigest([], parts, []);
        foreach (var step in (int[])[0, 1]) digest.Add(step, stream => stream.Write(State(step)));
        return digest;
    }

    private static byte[] State(int step) => [.. Enumerable.Range(0, 16).Select(i => (byte)(i + (step * 31)))];

    private static string Short(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
}
