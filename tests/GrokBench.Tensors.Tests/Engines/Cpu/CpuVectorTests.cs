using System.Numerics;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Engines.Cpu;
using GrokBench.Tensors.Maths;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

/// <summary>The primitives against plain scalar loops, bit for bit, at sizes 1 to 67 and across blocks.</summary>
internal sealed class CpuVectorTests
{
    private static readonly int[] Sizes = [.. Enumerable.Range(1, 67), 16384, 40001];

    /// <summary>Whoever keeps what follows from a vector relies on it.</summary>
    [Test]
    public void Changes_AfterEveryMemberThatChangesElements_HaveRisen()
    {
        using var vectors = CpuEngine.Create().NewVectors(10, Precision.Float32, threads: 1);
        var (vector, other, third) = (vectors.Parameters, vectors.NewVector(), vectors.NewVector());
        var bytes = new byte[40];
        foreach (var changed in new[] { vector, vector.Part(2, 5) })
        {
            IVector Like(IVector whole) => changed.Count == 10 ? whole : whole.Part(2, 5);
            Action[] changes =
            [
                () => changed.CopyFrom(1, [1, 2]), () => changed.ReadBytes(bytes.AsSpan(0, changed.Count * 4)), changed.Clear,
                () => changed.Assign(Like(other)), () => changed.Scale(2), () => changed.AddScaled(2, Like(other)),
                () => changed.AddScaledGrowth(1, 1, Like(other)), () => changed.Descend(Like(other), 1, 1),
                () => changed.AdamUpdate(Like(other), Like(third), Like(vectors.Gradient), 1, 0.9, 0.9, 1, 1, 1),
                () => Like(third).AdamUpdate(Like(other), changed, Like(vectors.Gradient), 1, 0.9, 0.9, 1, 1, 1),
                () => Like(third).AdamUpdate(Like(other), Like(vectors.Gradient), changed, 1, 0.9, 0.9, 1, 1, 1),
            ];
            foreach (var change in changes)
            {
                var before = vector.Changes;
                change();
                Assert.That(vector.Changes, Is.GreaterThan(before));
            }
        }

        var last = vector.Changes;
        vector.Dot(vector, 0, 10);
        vector.WriteBytes(bytes);
        vector.CopyTo(0, new double[10]);
        Assert.That(vector.Changes, Is.EqualTo(last), "reading changes nothing");
    }

    [Test]
    public void AddScaled_AllSizes_IsOneFusedMultiplyAddEach()
    {
        Sweep<float>((vectors, values) =>
        {
            vectors[0].AddScaled(0.3, vectors[1]);
            return [.. values[0].Zip(values[1], (x, y) => MathF.FusedMultiplyAdd(0.3f, y, x))];
        });
        Sweep<double>((vectors, values) =>
        {
            vectors[0].AddScaled(0.3, vectors[1]);
            return [.. values[0].Zip(values[1], (x, y) => Math.FusedMultiplyAdd(0.3, y, x))];
        });
    }

    [Test]
    public void AddScaledGrowth_AllSizes_IsTheExponentialLessOneInOneFusedMultiplyAdd()
    {
        GrowthSweep<float>();
        GrowthSweep<double>();
    }

    [Test]
    public void Scale_AllSizes_IsOneProductEach() =>
        Sweep<float>((vectors, values) =>
        {
            vectors[0].Scale(0.999);
            return [.. values[0].Select(x => x * 0.999f)];
        });

    [Test]
    public void Descend_AllSizes_IsTwoFusedMultiplyAddsEach()
    {
        Sweep<float>((vectors, values) =>
        {
            vectors[0].Descend(vectors[1], 0.3, 0.01);
            return [.. values[0].Zip(values[1], (p, g) => MathF.FusedMultiplyAdd(-0.3f, MathF.FusedMultiplyAdd(0.01f, p, g), p))];
        });
        Sweep<double>((vectors, values) =>
        {
            vectors[0].Descend(vectors[1], 0.3, 0.01);
            return [.. values[0].Zip(values[1], (p, g) => Math.FusedMultiplyAdd(-0.3, Math.FusedMultiplyAdd(0.01, p, g), p))];
        });
    }

    [Test]
    public void AdamUpdate_AllSizes_IsTheScalarUpdate([Values(1, 0.98)] double keep)
    {
        AdamSweep<float>(keep);
        AdamSweep<double>(keep);
    }

    /// <summary>Every primitive on a part that begins and ends within a register, and across blocks: what it does to a whole vector, and its neighbours stay.</summary>
    [Test]
    public void Part_AnyPrimitive_IsAVectorOfItsOwn([Values("scale", "add", "growth", "descend", "adam", "assign", "clear")] string primitive)
    {
        foreach (var count in Sizes)
        {
            const int before = 5, after = 7;
            using var blocks = new NativeBlocks<float>();
            using var workers = new Workers(2);
            IVector[] whole = [.. "pgmv".Select(name => Vector(blocks, workers, before + count + after, name.ToString(), positive: true))];
            IVector[] parts = [.. whole.Select(vector => vector.Part(before, count))];
            IVector[] alone = [.. parts.Select(IVector (part) => Copy(blocks, workers, part))];
            double[][] old = [.. whole.Select(vector => vector.Values())];
            Apply(parts);
            Apply(alone);
            for (var i = 0; i < whole.Length; i++)
            {
                double[] expected = [.. old[i][..before], .. alone[i].Values(), .. old[i][^after..]];
                Assert.That(whole[i].Values().SequenceEqual(expected), Is.True, $"{count} elements, vector {i}");
            }
        }

        void Apply(IVector[] vectors)
        {
            switch (primitive)
            {
                case "scale": vectors[0].Scale(0.7); break;
                case "add": vectors[0].AddScaled(0.7, vectors[1]); break;
                case "growth": vectors[0].AddScaledGrowth(0.7, 2, vectors[1]); break;
                case "descend": vectors[0].Descend(vectors[1], 0.7, 0.1); break;
                case "adam": vectors[0].AdamUpdate(vectors[1], vectors[2], vectors[3], 0.1, 0.9, 0.98, 0.1, 0.02, 1e-8, 0.9); break;
                case "assign": vectors[0].Assign(vectors[1]); break;
                default: vectors[0].Clear(); break;
            }
        }
    }

    [TestCase(-1, 2)]
    [TestCase(2, 2)]
    public void Part_OutsideTheVector_Throws(int start, int count)
    {
        using var blocks = new NativeBlocks<float>();
        using var workers = new Workers(1);
        Assert.That(() => new CpuVector<float>(blocks, 3, workers).Part(start, count), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    /// <summary>Eight running sums over each block of 16384, folded in halves, blocks added in order.</summary>
    [Test]
    public void Dot_AllSizesAndStarts_IsTheSumOfItsLanes()
    {
        foreach (var count in Sizes)
        {
            using var blocks = new NativeBlocks<float>();
            using var workers = new Workers(2);
            var (a, b) = (Vector(blocks, workers, count, "a"), Vector(blocks, workers, count, "b"));
            var (left, right) = (a.Values(), b.Values());
            foreach (var start in new[] { 0, count / 3 })
            {
                var total = 0.0;
                for (var block = start; block < count; block += 16384)
                {
                    var lanes = new double[8];
                    for (var i = block; i < Math.Min(block + 16384, count); i++) lanes[(i - block) % 8] = Math.FusedMultiplyAdd(left[i], right[i], lanes[(i - block) % 8]);
                    for (var half = 4; half >= 1; half /= 2)
                    {
                        for (var i = 0; i < half; i++) lanes[i] += lanes[i + half];
                    }

                    total += lanes[0];
                }

                Assert.That(a.Dot(b, start, count - start), Is.EqualTo(total));
            }
        }
    }

    [Test]
    public void WriteBytes_AnyNaN_BecomesOnePattern()
    {
        using var blocks = new NativeBlocks<float>();
        using var workers = new Workers(1);
        var vector = new CpuVector<float>(blocks, 3, workers);
        vector.ReadBytes([0x01, 0x00, 0xC0, 0x7F, 0x00, 0x00, 0x80, 0x3F, 0x34, 0x12, 0xA0, 0xFF]);
        var bytes = new byte[12];
        vector.WriteBytes(bytes);
        Assert.That(bytes, Is.EqualTo(new byte[] { 0, 0, 0xC0, 0xFF, 0, 0, 0x80, 0x3F, 0, 0, 0xC0, 0xFF }));
    }

    [Test]
    public void ReadBytes_OfWrittenBytes_GivesTheSameVector()
    {
        using var blocks = new NativeBlocks<double>();
        using var workers = new Workers(1);
        var (from, to) = (Vector(blocks, workers, 19, "a"), new CpuVector<double>(blocks, 19, workers));
        var bytes = new byte[19 * 8];
        from.WriteBytes(bytes);
        to.ReadBytes(bytes);
        Assert.That(to.Values(), Is.EqualTo(from.Values()));
    }

    [Test]
    public void AddScaled_AVectorOfAnotherLength_Throws()
    {
        using var blocks = new NativeBlocks<float>();
        using var workers = new Workers(1);
        Assert.That(() => new CpuVector<float>(blocks, 3, workers).AddScaled(1, new CpuVector<float>(blocks, 4, workers)), Throws.ArgumentException);
    }

    [TestCase(-1, 2)]
    [TestCase(2, 2)]
    public void CopyTo_OutsideTheVector_Throws(int start, int count)
    {
        using var blocks = new NativeBlocks<float>();
        using var workers = new Workers(1);
        var vector = new CpuVector<float>(blocks, 3, workers);
        Assert.That(() => vector.CopyTo(start, new double[count]), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static CpuVector<float> Copy(NativeBlocks<float> blocks, Workers workers, IVector source)
    {
        var copy = new CpuVector<float>(blocks, source.Count, workers);
        copy.CopyFrom(0, source.Values());
        return copy;
    }

    private static void AdamSweep<T>(double keep)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const double rate = 1e-3, beta1 = 0.9, beta2 = 0.98, epsilon = 1e-8;
        var (correction1, correction2) = (1 - beta1, 1 - beta2);
        T keep1 = Lanes.Round<T>(beta1), add1 = Lanes.Round<T>(1 - beta1), keep2 = Lanes.Round<T>(beta2), add2 = Lanes.Round<T>(1 - beta2);
        T step = Lanes.Round<T>(-rate / correction1), root = Lanes.Round<T>(1 / Math.Sqrt(correction2)), small = Lanes.Round<T>(epsilon);
        foreach (var count in Sizes)
        {
            using var blocks = new NativeBlocks<T>();
            using var workers = new Workers(2);
            var (p, g) = (Vector(blocks, workers, count, "p"), Vector(blocks, workers, count, "g"));
            var (m, v) = (Vector(blocks, workers, count, "m"), Vector(blocks, workers, count, "v", positive: true));
            var expected = new double[count];
            var (ps, gs, ms, vs) = (p.Values(), g.Values(), m.Values(), v.Values());
            for (var i = 0; i < count; i++)
            {
                var slope = Lanes.Round<T>(gs[i]);
                var first = Lanes.MultiplyAdd(keep1, Lanes.Round<T>(ms[i]), add1 * slope);
                var second = Lanes.MultiplyAdd(keep2, Lanes.Round<T>(vs[i]), add2 * slope * slope);
                var change = first / Lanes.MultiplyAdd(T.Sqrt(second), root, small);
                expected[i] = Lanes.Widen(Lanes.MultiplyAdd(step, change, Lanes.Round<T>(keep) * Lanes.Round<T>(ps[i])));
                (ms[i], vs[i]) = (Lanes.Widen(first), Lanes.Widen(second));
            }

            p.AdamUpdate(g, m, v, rate, beta1, beta2, correction1, correction2, epsilon, keep);
            Assert.That(p.Values().SequenceEqual(expected) && m.Values().SequenceEqual(ms) && v.Values().SequenceEqual(vs), Is.True, $"{count} elements");
        }
    }

    private static void GrowthSweep<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Sweep<T>((vectors, values) =>
        {
            vectors[0].AddScaledGrowth(0.3, 2, vectors[1]);
            T factor = Lanes.Round<T>(0.3), two = Lanes.Round<T>(2);
            return [.. values[0].Zip(values[1], (x, y) => Lanes.MultiplyAdd(factor, Exponential.Exp(Vector512.Create(two * y))[0] - T.One, x))];
        });

    private static void Sweep<T>(Func<CpuVector<T>[], T[][], IEnumerable<T>> apply)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var count in Sizes)
        {
            using var blocks = new NativeBlocks<T>();
            using var workers = new Workers(2);
            CpuVector<T>[] vectors = [Vector(blocks, workers, count, "a"), Vector(blocks, workers, count, "b")];
            T[][] values = [.. vectors.Select(vector => vector.Values().Select(Lanes.Round<T>).ToArray())];
            var expected = apply(vectors, values).Select(Lanes.Widen).ToArray();
            Assert.That(vectors[0].Values().SequenceEqual(expected), Is.True, $"{count} elements");
        }
    }

    private static CpuVector<T> Vector<T>(NativeBlocks<T> blocks, Workers workers, int count, string name, bool positive = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var stream = new RandomStream(9, name);
        var vector = new CpuVector<T>(blocks, count, workers);
        vector.CopyFrom(0, [.. Enumerable.Range(0, count).Select(i => stream.Normal((ulong)i)).Select(value => positive ? Math.Abs(value) : value)]);
        return vector;
    }
}
