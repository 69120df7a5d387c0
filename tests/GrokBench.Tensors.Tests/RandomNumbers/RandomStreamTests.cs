using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Tests.RandomNumbers;

internal sealed class RandomStreamTests
{
    private const int Draws = 20000;

    /// <summary>Quantiles from mpmath at 40 digits.</summary>
    [TestCase(0.5, 0)]
    [TestCase(0.25, -0.6744897501960817432)]
    [TestCase(0.975, 1.9599639845400538556)]
    [TestCase(0.001, -3.0902323061678135354)]
    [TestCase(1e-10, -6.3613409024040561991)]
    [TestCase(1e-20, -9.2623400897984075796)]
    [TestCase(0.4249999, -0.18911868145852250577)]
    public void NormalQuantile_KnownProbabilities_AreRightTo15Digits(double p, double expected) =>
        Assert.That(NormalQuantile.At(p), Is.EqualTo(expected).Within(1e-15 * Math.Max(1, Math.Abs(expected))));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(-0.1)]
    [TestCase(double.NaN)]
    public void NormalQuantile_NoProbabilityBetween_Throws(double p) => Assert.That(() => NormalQuantile.At(p), Throws.InstanceOf<ArgumentOutOfRangeException>());

    /// <summary>Kolmogorov and Smirnov: the largest distance of 20,000 draws exceeds 1.95/√n once in a thousand; the draws are fixed.</summary>
    [Test]
    public void Uniform_ManyDraws_AreUniform()
    {
        var stream = new RandomStream(3, "uniform");
        Assert.That(LargestDistance(i => stream.Uniform(i)), Is.LessThan(1.95 / Math.Sqrt(Draws)));
    }

    [Test]
    public void Normal_ManyDraws_AreNormal()
    {
        var stream = new RandomStream(3, "normal");
        Assert.That(LargestDistance(i => Distribution(stream.Normal(i))), Is.LessThan(1.95 / Math.Sqrt(Draws)));
    }

    [Test]
    public void Uniform_ManyDraws_LieInTheHalfOpenInterval()
    {
        var stream = new RandomStream(4, "interval");
        Assert.That(Enumerable.Range(0, Draws).Select(i => stream.Uniform((ulong)i)), Is.All.InRange(0, Math.BitDecrement(1.0)));
    }

    [Test]
    public void Below_ManyDraws_MeetsEveryValueAboutEquallyOften()
    {
        var stream = new RandomStream(5, "below");
        var counts = new int[7];
        for (var i = 0; i < Draws; i++) counts[stream.Below((ulong)i, 7)]++;

        // Chi squared with 6 degrees of freedom exceeds 22.5 once in a thousand.
        var expected = Draws / 7.0;
        Assert.That(counts.Sum(count => (count - expected) * (count - expected) / expected), Is.LessThan(22.5));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(67)]
    public void Permutation_AnyCount_HoldsEachNumberOnce(int count) =>
        Assert.That(new RandomStream(6, "order").Permutation(count), Is.EquivalentTo(Enumerable.Range(0, count)));

    [Test]
    public void Permutation_OfThree_MeetsAllOrdersAboutEquallyOften()
    {
        var stream = new RandomStream(7, "orders");
        var counts = new Dictionary<(int, int, int), int>();
        for (var i = 0; i < 6000; i++)
        {
            var order = stream.Permutation(3, (ulong)(3 * i));
            counts[(order[0], order[1], order[2])] = counts.GetValueOrDefault((order[0], order[1], order[2])) + 1;
        }

        // Chi squared with 5 degrees of freedom exceeds 20.5 once in a thousand.
        Assert.That(counts.Values.Sum(count => (count - 1000.0) * (count - 1000.0) / 1000), Is.LessThan(20.5));
    }

    /// <summary>
    /// By Philox and SHA-256 in Python, the normal numbers by mpmath: √2·erfinv(2·(upper 52 bits + 1/2)/2^52 − 1). Key and counter beyond 32 bits.
    /// </summary>
    [TestCase(0UL, "embed", 0UL, 0x4192a41170905256UL, 0.2561438124253652, -0.655279798560273641, 24)]
    [TestCase(1UL, "embed", 1UL, 0x4e862d64aef50320UL, 0.30673488338557675, -0.505126817563518059, 29)]
    [TestCase(ulong.MaxValue, "split", (1UL << 40) + 3, 0x29078961693214dfUL, 0.16027125004001896, -0.993343675378929278, 15)]
    [TestCase(1000UL, "gr\u00f6\u00dfe", 7UL, 0xc89de47c07b85c89UL, 0.7836592486198425, 0.784611299879786393, 76)]
    public void Draw_FixedExamples_AreThoseOfAnotherProgram(ulong seed, string name, ulong index, ulong bits, double uniform, double normal, int below97)
    {
        var stream = new RandomStream(seed, name);
        Assert.Multiple(() =>
        {
            Assert.That(stream.Bits(index), Is.EqualTo(bits));
            Assert.That(stream.Uniform(index), Is.EqualTo(uniform));
            Assert.That(stream.Normal(index), Is.EqualTo(normal).Within(1e-15));
            Assert.That(stream.Below(index, 97), Is.EqualTo(below97));
        });
    }

    /// <summary>By the same program.</summary>
    [Test]
    public void Permutation_FixedExamples_AreThoseOfAnotherProgram() => Assert.Multiple(() =>
    {
        Assert.That(new RandomStream(1000, "split").Permutation(10), Is.EqualTo(new[] { 6, 5, 8, 4, 2, 0, 7, 9, 3, 1 }));
        Assert.That(new RandomStream(2000, "batch").Permutation(5, start: 123), Is.EqualTo(new[] { 0, 2, 4, 3, 1 }));
    });

    /// <summary>Each of the 64 bits is one in half of the draws: 64 squared normal numbers, of which the sum exceeds 104.7 once in a thousand.</summary>
    [Test]
    public void Bits_ManyDraws_AreOnesInHalfOfThem()
    {
        var stream = new RandomStream(8, "bits");
        var ones = new int[64];
        for (var i = 0UL; i < Draws; i++)
        {
            for (var bit = 0; bit < 64; bit++) ones[bit] += (int)(stream.Bits(i) >> bit) & 1;
        }

        Assert.That(ones.Sum(count => Square(count - (Draws / 2.0)) / (Draws / 4.0)), Is.LessThan(104.7));
    }

    /// <summary>Standard errors of the first four moments of n standard normal numbers: √(1/n), √(2/n), √(15/n), √(96/n); 3.29 of them once in a thousand.</summary>
    [Test]
    public void Normal_ManyDraws_HaveTheMomentsOfTheStandardNormal()
    {
        var stream = new RandomStream(9, "moments");
        var values = Enumerable.Range(0, Draws).Select(i => stream.Normal((ulong)i)).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(values.Average(), Is.EqualTo(0).Within(3.29 * Math.Sqrt(1.0 / Draws)));
            Assert.That(values.Average(Square), Is.EqualTo(1).Within(3.29 * Math.Sqrt(2.0 / Draws)));
            Assert.That(values.Average(x => x * x * x), Is.EqualTo(0).Within(3.29 * Math.Sqrt(15.0 / Draws)));
            Assert.That(values.Average(x => Square(x * x)), Is.EqualTo(3).Within(3.29 * Math.Sqrt(96.0 / Draws)));
        });
    }

    /// <summary>A bound that fills most of an int, where a bias of one part in the bound would hide.</summary>
    [Test]
    public void Below_ALargeBound_IsUniform()
    {
        var stream = new RandomStream(10, "large");
        Assert.That(LargestDistance(i => (stream.Below(i, 1_500_000_000) + 0.5) / 1_500_000_000), Is.LessThan(1.95 / Math.Sqrt(Draws)));
    }

    [Test]
    public void Below_One_IsZero() => Assert.That(Enumerable.Range(0, 100).Select(i => new RandomStream(11, "one").Below((ulong)i, 1)), Is.All.Zero);

    /// <summary>
    /// Pairs of streams that differ in one thing alone, on a grid of 16 x 16: chi squared with 255 degrees of freedom exceeds 330.5 once in a thousand.
    /// The last pair is a stream and itself one draw later.
    /// </summary>
    [TestCase("weight", 12UL, "bias", 12UL, 0UL)]
    [TestCase("weight", 12UL, "weight", 13UL, 0UL)]
    [TestCase("weight", 12UL, "weight.", 12UL, 0UL)]
    [TestCase("split", 1000UL, "batch", 2000UL, 0UL)]
    [TestCase("weight", 12UL, "weight", 12UL, 1UL)]
    public void Uniform_OfTwoStreams_AreIndependent(string first, ulong firstSeed, string second, ulong secondSeed, ulong shift)
    {
        var (a, b) = (new RandomStream(firstSeed, first), new RandomStream(secondSeed, second));
        var counts = new int[256];
        for (var i = 0UL; i < Draws; i++) counts[((int)(16 * a.Uniform(i)) * 16) + (int)(16 * b.Uniform(i + shift))]++;

        Assert.That(counts.Sum(count => Square(count - (Draws / 256.0)) / (Draws / 256.0)), Is.LessThan(330.5));
    }

    /// <summary>Chi squared over all orders, 24 of four and 120 of five, exceeds the limit once in a thousand.</summary>
    [TestCase(4, 24, 49.73)]
    [TestCase(5, 120, 172.4)]
    public void Permutation_OfAFew_MeetsAllOrdersAboutEquallyOften(int count, int orders, double limit)
    {
        var stream = new RandomStream(14, "orders");
        var met = new Dictionary<string, int>();
        for (var i = 0; i < Draws; i++)
        {
            var order = string.Join(' ', stream.Permutation(count, (ulong)(count * i)));
            met[order] = met.GetValueOrDefault(order) + 1;
        }

        var expected = Draws / (double)orders;
        Assert.That(met, Has.Count.EqualTo(orders));
        Assert.That(met.Values.Sum(times => Square(times - expected) / expected), Is.LessThan(limit));
    }

    [Test]
    public void Draw_SameSeedAndName_DependsOnNothingElse()
    {
        var small = new ParameterSlice("weight", new Shape(2, 3), 0, new NormalInitialiser(0.5), 0).Draw(1);
        var large = new ParameterSlice("weight", new Shape(9, 3), 77, new NormalInitialiser(0.5), 5).Draw(1);
        var other = new ParameterSlice("bias", new Shape(2, 3), 0, new NormalInitialiser(0.5), 0).Draw(1);
        Assert.Multiple(() =>
        {
            Assert.That(large[..6], Is.EqualTo(small));
            Assert.That(other, Is.Not.EqualTo(small));
        });
    }

    [Test]
    public void Draw_Uniform_StaysWithinItsBound() =>
        Assert.That(new ParameterSlice("w", new Shape(50, 50), 0, new UniformInitialiser(0.25), 0).Draw(2), Is.All.InRange(-0.25, 0.25));

    private static double Square(double x) => x * x;

    private static double LargestDistance(Func<ulong, double> draw)
    {
        var values = Enumerable.Range(0, Draws).Select(i => draw((ulong)i)).Order().ToArray();
        return values.Select((value, i) => Math.Max(value - ((double)i / Draws), ((i + 1.0) / Draws) - value)).Max();
    }

    /// <summary>Φ by Simpson's rule: the density from 0, in steps of at most a hundredth.</summary>
    private static double Distribution(double x)
    {
        var pieces = 2 * (int)Math.Ceiling(Math.Abs(x) * 50 + 1);
        var width = x / pieces;
        var sum = 0.0;
        for (var i = 0; i <= pieces; i++) sum += (i == 0 || i == pieces ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-0.5 * i * width * i * width);
        return 0.5 + (sum * width / 3 / Math.Sqrt(2 * Math.PI));
    }
}
