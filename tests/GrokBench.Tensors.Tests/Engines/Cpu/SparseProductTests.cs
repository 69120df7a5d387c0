using System.Numerics;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Engines.Cpu;
using GrokBench.Tensors.Maths;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

/// <summary>
/// Products that leave out terms against the plain reference: per element one chain of fused multiply-adds over the terms that are taken, in scalars, equal bit
/// for bit. Wherever a term is left out A is zero; what stands in B there is put in by the test.
/// </summary>
internal sealed unsafe class SparseProductTests
{
    private const double Ordinary = 0.25;

    public enum Way
    {
        Panels,

        /// <summary>A read down its columns and B as padded rows: a weight's gradient.</summary>
        Rows,

        /// <summary>Rows shared out among three workers.</summary>
        SharedPanels,
        SharedRows,
        Wide,
        Narrow,
    }

    [Test]
    public void Multiply_Float32AnySizes_EqualsTheChainOfTheTermsTaken([Values] Way way) => Sweep<float>(way);

    [Test]
    public void Multiply_Float64AnySizes_EqualsTheChainOfTheTermsTaken([Values] Way way) => Sweep<double>(way);

    [Test]
    public void Multiply_FiniteWithoutMinusZero_EqualsTheDenseProduct([Values(97, 128, 400)] int columns)
    {
        using var both = new Case<float>(31, 130, columns, Start.Row, 64, Ordinary);
        Assert.That(both.Run(Way.Panels), Is.EqualTo(both.RunDense()));
    }

    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NaN)]
    public void Multiply_TermLeftOutIsNotFinite_AddsNothing(double other)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var strange = new Case<float>(9, 70, 70, Start.Sum, 64, other);
            using var ordinary = new Case<float>(9, 70, 70, Start.Sum, 64, Ordinary);
            Assert.That(strange.Run(way, onlyColumn: 0), Is.EqualTo(ordinary.Run(way, onlyColumn: 0)), way.ToString());
        }
    }

    [Test]
    public void Multiply_NoTermTaken_KeepsTheStartAndItsMinusZero()
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var none = new Case<float>(7, 65, 66, Start.Sum, 33, Ordinary, taken: 0, before: -0.0);
            Assert.That(none.Run(way).Select(float.IsNegative), Is.All.True, way.ToString());
        }
    }

    private static void Sweep<T>(Way way)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var start in new[] { Start.Zero, Start.Sum, Start.Row })
        {
            foreach (var columns in Enumerable.Range(1, 23).Select(i => 8 * i).Append(401))
            {
                using var wide = new Case<T>(5, 67, columns - 1, start, 64, Ordinary);
                wide.Check(way);
            }

            for (var terms = 1; terms <= 131; terms += 10)
            {
                using var deep = new Case<T>(7, terms, 70, start, Math.Min(terms, 33), Ordinary);
                deep.Check(way);
            }

            using var high = new Case<T>(131, 64, 70, start, 64, Ordinary);
            high.Check(way);
        }
    }

    private sealed class Case<T> : IDisposable
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly NativeBlocks<T> blocks = new();
        private readonly NativeBlocks<ulong> words = new();
        private readonly int m, k, n, vectors, stride, block;
        private readonly Start start;
        private readonly T* a, b, row;
        private readonly T[] before;
        private readonly ActiveTerms terms;

        /// <param name="other">What stands in column 0 of B where the first row leaves out a term; elsewhere random numbers.</param>
        /// <param name="taken">Share of the terms that are taken.</param>
        /// <param name="before">What C holds; random numbers where it is not given.</param>
        public Case(int m, int k, int n, Start start, int block, double other, double taken = 0.5, double? before = null)
        {
            (this.m, this.k, this.n, this.start, this.block) = (m, k, n, start, block);
            vectors = (n + Vector512<T>.Count - 1) / Vector512<T>.Count;
            stride = vectors * Vector512<T>.Count;
            a = blocks.Allocate(m * k);
            b = blocks.Allocate((long)k * stride);
            row = blocks.Allocate(stride);
            var draws = new RandomStream(1, "sparse");
            var perRow = (k + block - 1) / block;
            terms = new ActiveTerms((nint)words.Allocate(m * perRow), perRow, block);
            for (var i = 0; i < m; i++)
            {
                for (var l = 0; l < k; l++)
                {
                    if (draws.Uniform((ulong)((i * k) + l)) >= taken) continue;
                    terms.Row(i)[l / block] |= 1UL << (l % block);
                    a[(i * k) + l] = Lanes.Round<T>(draws.Normal((ulong)((1 << 20) + (i * k) + l)));
                }
            }

            for (var l = 0; l < k; l++)
            {
                for (var j = 0; j < n; j++) b[(l * stride) + j] = Lanes.Round<T>(draws.Normal((ulong)((2 << 20) + (l * n) + j)));
                if (!Takes(0, l)) b[l * stride] = Lanes.Round<T>(other);
            }

            for (var j = 0; j < n; j++) row[j] = Lanes.Round<T>(draws.Normal((ulong)((3 << 20) + j)));
            this.before = [.. Enumerable.Range(0, m * stride).Select(i => Lanes.Round<T>(before ?? draws.Normal((ulong)((4 << 20) + i))))];
        }

        /// <summary>C, its pads left out.</summary>
        /// <param name="onlyColumn">Only this column of the first row.</param>
        public T[] Run(Way way, int? onlyColumn = null)
        {
            T* c = Before();
            var downwards = way is Way.Rows or Way.SharedRows;
            T* flipped = downwards ? blocks.Allocate(m * k) : a;
            for (var i = 0; downwards && i < m * k; i++) flipped[(i % k * m) + (i / k)] = a[i];
            using var workers = new Workers(3);
            var shared = new SharedProduct<T>(workers);
            switch (way)
            {
                case Way.Panels:
                    SparseProduct<T>.Multiply(a, k, 1, terms, Packed(), c, stride, m, start, row);
                    break;
                case Way.Rows:
                    SparseProduct<T>.Multiply(flipped, 1, m, terms, b, stride, c, stride, m, vectors, k, start, row);
                    break;
                case Way.SharedPanels:
                    shared.Multiply(a, k, 1, terms, Packed(), c, stride, m, start, row);
                    break;
                case Way.SharedRows:
                    shared.Multiply(flipped, 1, m, terms, b, stride, c, stride, m, vectors, k, start, row);
                    break;
                default:
                    for (var vector = 0; vector < vectors; vector += 5)
                    {
                        var (width, offset) = (Math.Min(5, vectors - vector), vector * Vector512<T>.Count);
                        if (way == Way.Wide) SparseProduct<T>.WideColumns(a, k, 1, terms, b + offset, stride, c + offset, stride, m, width, k, start, row + offset);
                        else SparseProduct<T>.NarrowColumns(a, k, 1, terms, b + offset, stride, c + offset, stride, m, width, k, start, row + offset);
                    }

                    break;
            }

            return onlyColumn is { } column ? [c[column]] : WithoutPads(c);
        }

        /// <summary>With all terms, and B in the strips of the sparse product.</summary>
        public T[] RunDense()
        {
            T* c = Before();
            MatrixProduct<T>.Multiply(a, k, 1, Packed(), c, stride, m, start, row);
            return WithoutPads(c);
        }

        public void Check(Way way)
        {
            var result = Run(way);
            for (var i = 0; i < m; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    var chain = start == Start.Zero ? T.Zero : start == Start.Sum ? before[(i * stride) + j] : row[j];
                    for (var l = 0; l < k; l++)
                    {
                        if (Takes(i, l)) chain = Lanes.MultiplyAdd(a[(i * k) + l], b[(l * stride) + j], chain);
                    }

                    if (!chain.Equals(result[(i * n) + j])) Assert.Fail(FormattableString.Invariant($"{m}x{k}x{n} from {start}: element ({i}, {j})"));
                }
            }
        }

        public void Dispose()
        {
            blocks.Dispose();
            words.Dispose();
        }

        private bool Takes(int i, int l) => ((terms.Row(i)[l / block] >> (l % block)) & 1) == 1;

        private Panels<T> Packed()
        {
            var panels = new Panels<T>(blocks, k, n, forSparse: true);
            panels.Pack(b, stride, transposed: false);
            return panels;
        }

        private T* Before()
        {
            T* c = blocks.Allocate((long)m * stride);
            before.CopyTo(new Span<T>(c, m * stride));
            return c;
        }

        private T[] WithoutPads(T* c)
        {
            var values = new T[m * n];
            for (var i = 0; i < m; i++) new ReadOnlySpan<T>(c + (i * stride), n).CopyTo(values.AsSpan(i * n));
            return values;
        }
    }
}
