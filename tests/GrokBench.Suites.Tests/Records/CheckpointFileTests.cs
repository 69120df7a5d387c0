using System.Collections.Immutable;
using System.Security.Cryptography;
using GrokBench.Models.Snapshots;
using GrokBench.Suites.Records;

namespace GrokBench.Suites.Tests.Records;

/// <summary>Whatever bytes are in the place of a checkpoint, reading them ends with a reason.</summary>
public sealed class CheckpointFileTests
{
    private const int Seed = 20261127, Trailer = 40;

    [Test]
    public void Read_MutatedBytes_ThrowsNothingElse()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 3000; i++)
        {
            var bytes = Mutated(Whole(), random);
            Assert.That(() => CheckpointFile.Read(bytes), Throws.TypeOf<InvalidDataException>(), $"mutation {i}");
        }
    }

    [Test]
    public void Read_MutatedBytesWithTheChecksumMadeRight_ThrowsNothingElse()
    {
        var random = new Random(Seed);
        var read = 0;
        for (var i = 0; i < 3000; i++)
        {
            var body = Mutated(Whole()[..^Trailer], random);
            try
            {
                CheckpointFile.Read([.. body, .. BitConverter.GetBytes((long)body.Length), .. SHA256.HashData(body)]);
                read++;
            }
            catch (InvalidDataException)
            {
                // What is expected of most.
            }
        }

        Assert.That(read, Is.InRange(1, 2999), "a mutated number may be as good as another");
    }

    [Test]
    public void Read_CountBeyondTheFile_IsRefusedBeforeAnythingIsAllocated()
    {
        var body = Whole()[..^Trailer];
        var at = body.AsSpan().IndexOf(BitConverter.GetBytes(12345)) - 4;
        BitConverter.GetBytes(int.MaxValue).CopyTo(body, at);
        byte[] bytes = [.. body, .. BitConverter.GetBytes((long)body.Length), .. SHA256.HashData(body)];

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(
            () => CheckpointFile.Read(bytes),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("2147483647 items do not fit into "));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void Read_WhatWasWritten_HasTheDigestsOfParts() =>
        Assert.That(CheckpointFile.Read(Whole())
            .Checkpoint.Parts, Is.EqualTo(new[] { new PartDigest("weight", "0123456789abcdef fedcba9876543210") }));

    [Test]
    public void Read_WhatWasWritten_HasTheVersionsOfMeasures() =>
        Assert.That(CheckpointFile.Read(Whole()).Checkpoint.Measures, Is.EqualTo(new Dictionary<string, int> { ["alpha"] = 2 }));

    [Test]
    public void Read_WhatWasWritten_HasTheSnapshots() =>
        Assert.That(CheckpointFile.Read(Whole()).Checkpoint.Snapshots, Is.EqualTo(new[] { new TableSnapshot(5, "AQI=", "", "omega") }));

    /// <summary>
    /// The digests of parts came with version 4, the versions of measures with 5, snapshots with 6: without their bytes it is a checkpoint of the version before.
    /// </summary>
    [TestCase(3, 0, 0)]
    [TestCase(4, 1, 0)]
    [TestCase(5, 1, 1)]
    public void Read_FormerFormats_DoNotTellWhatCameLater(int format, int parts, int measures)
    {
        var body = Whole()[..^Trailer];
        var at = body.AsSpan().IndexOf("weight"u8) - 1 - sizeof(int);
        var after = body.AsSpan().IndexOf("fedcba9876543210"u8) + 16;
        var measured = body.AsSpan().IndexOf("alpha"u8) + 5 + sizeof(int);
        var end = body.AsSpan().IndexOf("omega"u8) + 5;
        body = [.. body[..(format switch { 3 => at, 4 => after, _ => measured })], .. body[end..]];
        BitConverter.GetBytes(format).CopyTo(body, 4);
        var read = CheckpointFile.Read([.. body, .. BitConverter.GetBytes((long)body.Length), .. SHA256.HashData(body)]).Checkpoint;

        Assert.That(
            (read.Parts.Length, read.Measures.Count, read.Snapshots, read.Trajectory.Length, read.Curve.Steps.Length, read.Step),
            Is.EqualTo((parts, measures, (ImmutableArray<TableSnapshot>?)null, 2, 3, 7L)));
    }

    private static byte[] Mutated(byte[] bytes, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2:
                random.NextBytes(bytes.AsSpan(random.Next(bytes.Length)));
                return bytes;
            default:
                byte[] more = new byte[1 + random.Next(20)];
                random.NextBytes(more);
                var at = random.Next(bytes.Length);
                return [.. bytes[..at], .. more, .. bytes[at..]];
        }
    }

    private static byte[] Whole()
    {
        using var file = new MemoryStream();
        var curve = new Curve([0, 5, 7], ImmutableSortedDictionary.Create<string, ImmutableArray<double>>(StringComparer.Ordinal)
            .Add("test.loss", [1, 2, 3]).Add("train.loss", [4, 5, 6]));

        // The one step loss has the bytes of an integer that is nowhere else, so that the count before it is found.
        var loss = BitConverter.Int64BitsToDouble(12345);
        var checkpoint = new Checkpoint("id", "engine", 7, curve, [loss], [new(0, "ab"), new(4, "cd")], 1, 2);
        checkpoint = checkpoint with
        {
            Parts = [new("weight", "0123456789abcdef fedcba9876543210")],
            Measures = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal).Add("alpha", 2),
            Snapshots = [new(5, "AQI=", "", "omega")],
        };
        CheckpointFile.Write(file, checkpoint, stream => stream.Write("state"u8));
        return file.ToArray();
    }
}
