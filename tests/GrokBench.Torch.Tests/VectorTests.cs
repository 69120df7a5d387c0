using GrokBench.Tensors.Engines;
using GrokBench.Tensors.RandomNumbers;
using GrokBench.Tensors.Tests.Engines.Cpu;

namespace GrokBench.Torch.Tests;

/// <summary>The primitives of vectors on both engines: on whole vectors and on parts, whose neighbours stay.</summary>
[TestFixture(Precision.Float32)]
[TestFixture(Precision.Float64)]
internal sealed class VectorTests(Precision precision)
{
    private const int Count = 131, Start = 5, Length = 67;

    private static readonly ParityTable Table = new("vector primitive");

    /// <summary>The vectors are those of an optimiser: what is trained, its gradient, and two that are not negative, as moments are.</summary>
    private static readonly Dictionary<string, Action<IVector[]>> Changes = new(StringComparer.Ordinal)
    {
        ["clear"] = v => v[0].Clear(),
        ["assign"] = v => v[0].Assign(v[1]),
        ["scale"] = v => v[0].Scale(0.7),
        ["scale-to-no-number"] = v => v[0].Scale(double.NaN),
        ["add-scaled"] = v => v[0].AddScaled(0.3, v[1]),
        ["add-scaled-to-itself"] = v => v[0].AddScaled(0.3, v[0]),
        ["add-scaled-growth"] = v => v[0].AddScaledGrowth(0.3, 2, v[1]),
        ["descend"] = v => v[0].Descend(v[1], 0.3, 0.01),
        ["adam"] = v => v[0].AdamUpdate(v[1], v[2], v[3], 1e-3, 0.9, 0.98, 1 - 0.9, 1 - 0.98, 1e-8),
        ["adam-with-decay"] = v => v[0].AdamUpdate(v[1], v[2], v[3], 0.1, 0.9, 0.999, 1 - Math.Pow(0.9, 7), 1 - Math.Pow(0.999, 7), 1e-8, keep: 0.9),
        ["several"] = v =>
        {
            v[2].Assign(v[1]);
            v[0].Descend(v[2], 0.3, 0.01);
            v[1].Scale(0.5);
            v[0].AddScaled(-1.5, v[1]);
            v[3].Clear();
        },
    };

    private static IEnumerable<string> Names => Changes.Keys;

    /// <summary>One rounding more than the built-in engine's fused operations, on a handful of operations.</summary>
    private double Tolerance => precision == Precision.Float32 ? 5e-7 : 1e-14;

    [Test]
    public void Primitive_OnWholesAndParts_AgreesWithTheBuiltInEngine([ValueSource(nameof(Names))] string name, [Values] bool onPart)
    {
        var (expected, actual) = (After(TestEngines.BuiltIn), After(TestEngines.Torch()));
        var worst = expected.Zip(actual).Max(pair => Difference.Relative(pair.First, pair.Second));
        Table.Add(name, precision, worst);
        Assert.Multiple(() =>
        {
            Assert.That(worst, Is.LessThanOrEqualTo(Tolerance));
            if (onPart) Assert.That(actual.Zip(Drawn).Where(pair => !Outside(pair.First).SequenceEqual(Outside(pair.Second))), Is.Empty, "neighbours of the part");
            Assert.That(actual[0], Is.Not.EqualTo(Drawn[0]));
        });

        double[][] After(IEngine engine)
        {
            using var vectors = engine.NewVectors(Count, precision, 1);
            var all = Four(vectors);
            Changes[name](onPart ? [.. all.Select(vector => vector.Part(Start, Length))] : all);
            return [.. all.Select(vector => vector.Values())];
        }
    }

    [Test]
    public void Dot_OfPieces_AgreesToThirteenDigits()
    {
        double[] expected = Dots(TestEngines.BuiltIn), actual = Dots(TestEngines.Torch());
        for (var i = 0; i < expected.Length; i++) Assert.That(actual[i], Is.EqualTo(expected[i]).Within(1e-13), $"piece {i}");

        double[] Dots(IEngine engine)
        {
            using var vectors = engine.NewVectors(Count, precision, 1);
            var all = Four(vectors);
            return [all[0].Dot(all[1], 0, Count), all[0].Dot(all[0], 3, 70), all[0].Dot(all[1], 7, 0), all[2].Part(Start, Length).Dot(all[3].Part(Start, Length), 2, 40)];
        }
    }

    /// <summary>Bits of float64 and float32 numbers that are hard to keep: all NaN as one pattern, subnormal numbers, both zeros.</summary>
    [Test]
    public void WriteBytes_OfAnyNumbers_AreTheBuiltInEnginesBytes()
    {
        double[] values = [1, -1.5, 1e-310, 1e-40, 0, -0.0, double.NaN, -double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1.0 / 3, 1e300];
        Assert.That(Bytes(TestEngines.Torch()), Is.EqualTo(Bytes(TestEngines.BuiltIn)));

        byte[] Bytes(IEngine engine)
        {
            using var vectors = engine.NewVectors(values.Length, precision, 1);
            vectors.Parameters.CopyFrom(0, values);
            return Written(vectors.Parameters);
        }
    }

    [Test]
    public void ReadBytes_OfTheOtherEnginesBytes_GivesTheSameVector()
    {
        using var expected = TestEngines.BuiltIn.NewVectors(Count, precision, 1);
        using var actual = TestEngines.Torch().NewVectors(Count, precision, 1);
        var source = Four(expected)[0];
        actual.Parameters.Part(0, Count).ReadBytes(Written(source));
        Assert.That(actual.Parameters.Values(), Is.EqualTo(source.Values()));
    }

    [Test]
    public void CopyFrom_APiece_IsRoundedAndLeavesTheRest()
    {
        using var vectors = TestEngines.Torch().NewVectors(5, precision, 1);
        vectors.Parameters.CopyFrom(0, [1, 2, 3, 4, 5]);
        vectors.Parameters.Part(1, 3).CopyFrom(1, [1.0 / 3]);
        var rounded = precision == Precision.Float32 ? (double)(float)(1.0 / 3) : 1.0 / 3;
        Assert.That(vectors.Parameters.Values(), Is.EqualTo(new[] { 1, 2, rounded, 4, 5 }));
    }

    [Test]
    public void Primitives_OnWhatDoesNotFit_Throw()
    {
        using var vectors = TestEngines.Torch().NewVectors(5, precision, 1);
        using var others = TestEngines.Torch().NewVectors(5, precision, 1);
        Assert.Multiple(() =>
        {
            Assert.That(() => vectors.Parameters.Part(3, 3), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => vectors.Parameters.Part(-1, 3), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => vectors.Parameters.CopyTo(4, new double[2]), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => vectors.Parameters.Dot(vectors.Gradient, 4, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => vectors.Parameters.Assign(others.Parameters), Throws.ArgumentException);
            Assert.That(() => vectors.Parameters.Part(1, 2).Assign(vectors.Gradient.Part(2, 2)), Throws.ArgumentException);
            Assert.That(() => vectors.Parameters.Assign(vectors.Gradient.Part(0, 4)), Throws.ArgumentException);
            Assert.That(() => vectors.Parameters.Part(0, 4).Assign(vectors.Gradient), Throws.ArgumentException);
            Assert.That(() => vectors.Parameters.WriteBytes(new byte[3]), Throws.ArgumentException);
            Assert.That(() => vectors.Parameters.ReadBytes(new byte[3]), Throws.ArgumentException);
        });
    }

    [OneTimeTearDown]
    public static void WriteTable() => Table.Write("parity-vectors.md");

    private double[][] Drawn => [.. Values().Select(values => values.Select(value => precision == Precision.Float32 ? (float)value : value).ToArray())];

    private static double[][] Values() =>
    [.. "pgmv".Select(name =>
    {
        var stream = new RandomStream(9, name.ToString());
        return Enumerable.Range(0, Count).Select(i => stream.Normal((ulong)i)).Select(value => name is 'm' or 'v' ? Math.Abs(value) : value).ToArray();
    })];

    private static IVector[] Four(IFlatVectors vectors)
    {
        IVector[] all = [vectors.Parameters, vectors.Gradient, vectors.NewVector(), vectors.NewVector()];
        foreach (var (vector, values) in all.Zip(Values())) vector.CopyFrom(0, values);
        return all;
    }

    private static double[] Outside(double[] values) => [.. values[..Start], .. values[(Start + Length)..]];

    private byte[] Written(IVector vector)
    {
        var bytes = new byte[vector.Count * (precision == Precision.Float32 ? sizeof(float) : sizeof(double))];
        vector.WriteBytes(bytes);
        return bytes;
    }
}
