using System.Collections.Immutable;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Engines.Cpu;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

/// <summary>A vector in padded rows against a plain one of the same elements.</summary>
internal sealed unsafe class VectorLayoutTests
{
    /// <summary>Rows with and without pads, a stride with a whole vector of pads, a column, and together more than a block of a sum.</summary>
    private static readonly ImmutableArray<Shape> Shapes =
        [new Shape(1, 200), new Shape(3, 64), new Shape(7, 1), new Shape(70, 97), new Shape(100, 128), new Shape(1, 5), new Shape(40, 100)];

    private static readonly VectorLayout Layout = new([.. Shapes.Select(Place.Of<float>)]);

    [Test]
    public void At_EveryElement_IsItsPlaceInItsRow()
    {
        var (element, start) = (0, 0);
        foreach (var shape in Shapes)
        {
            var place = Place.Of<float>(shape);
            for (var i = 0; i < shape.Count; i++, element++)
            {
                var (row, column) = (i / shape.Columns, i % shape.Columns);
                var (offset, length) = Layout.At(element);
                Assert.That(offset, Is.EqualTo(start + (row * place.Stride) + column));
                Assert.That(length, Is.EqualTo(place.Stride == place.Columns ? shape.Count - i : shape.Columns - column));
                Assert.That(Layout.EndOf(element), Is.EqualTo(column == shape.Columns - 1 ? start + ((row + 1) * place.Stride) : offset + 1));
            }

            start += place.Size;
        }

        Assert.That((Layout.Count, Layout.Size), Is.EqualTo((element, start)));
    }

    [Test]
    public void Operations_InPaddedRows_GiveTheBitsOfAPlainVector()
    {
        using var blocks = new NativeBlocks<float>();
        using var workers = new Workers(2);
        Assert.That(Train(() => new CpuVector<float>(blocks, Layout, workers)), Is.EqualTo(Train(() => new CpuVector<float>(blocks, Layout.Count, workers))));
    }

    /// <summary>A sum that starts and ends anywhere, also within rows.</summary>
    [Test]
    public void Dot_InPaddedRows_HasTheBitsOfAPlainVector()
    {
        using var blocks = new NativeBlocks<float>();
        using var workers = new Workers(1);
        CpuVector<float>[] padded = [Drawn(new(blocks, Layout, workers), "a"), Drawn(new(blocks, Layout, workers), "b")];
        CpuVector<float>[] plain = [Drawn(new(blocks, Layout.Count, workers), "a"), Drawn(new(blocks, Layout.Count, workers), "b")];
        for (var start = 0; start < Layout.Count; start += 1013)
        {
            foreach (var count in new[] { 0, 1, 300, 5000, Layout.Count - start }.Where(count => start + count <= Layout.Count))
                Assert.That(padded[0].Dot(padded[1], start, count), Is.EqualTo(plain[0].Dot(plain[1], start, count)), $"{count} from {start}");
        }
    }

    [TestCase(0, 1e-3)]
    [TestCase(1e-8, double.PositiveInfinity)]
    public void AdamUpdate_ThatMakesNumbersOfZeros_LeavesPadsZero(double epsilon, double rate)
    {
        using var blocks = new NativeBlocks<float>();
        using var workers = new Workers(1);
        CpuVector<float>[] vectors = [.. Enumerable.Range(0, 4).Select(i => Drawn(new CpuVector<float>(blocks, Layout, workers), $"{i}"))];
        vectors[0].AdamUpdate(vectors[1], vectors[2], vectors[3], rate, 0.9, 0.98, 0.1, 0.02, epsilon);
        vectors[1].Scale(double.NaN);
        var counted = Enumerable.Range(0, Layout.Count).Select(element => Layout.At(element).Offset).ToHashSet();
        foreach (var vector in vectors)
        {
            for (var i = 0; i < Layout.Size; i++)
            {
                if (!counted.Contains(i)) Assert.That(vector.Pointer[i], Is.Zero, $"pad {i}");
            }
        }
    }

    [Test]
    public void AddScaled_AVectorInOtherRows_Throws()
    {
        using var blocks = new NativeBlocks<float>();
        using var workers = new Workers(1);
        Assert.That(() => new CpuVector<float>(blocks, Layout, workers).AddScaled(1, new CpuVector<float>(blocks, Layout.Count, workers)), Throws.ArgumentException);
    }

    [Test]
    public void Assign_APartThatBeginsElsewhere_Throws()
    {
        using var blocks = new NativeBlocks<float>();
        using var workers = new Workers(1);
        var (one, other) = (new CpuVector<float>(blocks, Layout, workers), new CpuVector<float>(blocks, Layout, workers));
        Assert.That(() => one.Part(1, 20).Assign(other.Part(2, 20)), Throws.ArgumentException.With.Message.Contains("another part"));
    }

    [TestCase(1)]
    [TestCase(300)]
    public void Differentiate_AnInputIsInfinite_LeavesEveryPadOfTheGradientZero(int examples)
    {
        var graph = new GraphBuilder();
        var hidden = graph.Activate(graph.Linear(graph.Input(3), graph.Parameter("w", 3, 70, new NormalInitialiser(1))), Activation.Relu);
        var output = graph.Linear(hidden, graph.Parameter("v", 70, 5, new NormalInitialiser(1)), graph.Parameter("b", 1, 5, new NormalInitialiser(1)));
        using var program = new CpuProgram<float>(graph.Build(output, new Loss(new SquaredErrorLoss(), LossPrecision.Float64)), examples, 1);
        foreach (var slice in program.Graph.Parameters.Slices) program.Parameters.CopyFrom(slice.Offset, slice.Draw(3));
        program.Differentiate(
            new Examples
            {
                Count = examples,
                InputWidth = 3,
                Inputs = [.. Enumerable.Repeat(double.PositiveInfinity, 3 * examples)],
                TargetWidth = 5,
                Targets = new double[5 * examples],
            },
            [.. Enumerable.Range(0, examples)]);

        var gradient = (CpuVector<float>)program.Gradient;
        var counted = Enumerable.Range(0, gradient.Count).Select(element => gradient.Layout.At(element).Offset).ToHashSet();
        var pads = Enumerable.Range(0, gradient.Layout.Size).Where(i => !counted.Contains(i)).Select(i => gradient.Pointer[i]).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(Enumerable.Range(0, gradient.Count).Select(i => gradient.Pointer[gradient.Layout.At(i).Offset]), Has.Some.NaN);
            Assert.That(pads, Is.Not.Empty.And.All.Zero);
        });
    }

    /// <summary>Every operation once, on the whole and on parts that begin and end within rows and tensors; then the parameters' bytes.</summary>
    private static byte[] Train(Func<CpuVector<float>> create)
    {
        CpuVector<float> parameters = Drawn(create(), "parameters"), gradient = Drawn(create(), "gradient"), first = create(), second = create(), copy = create();
        foreach (var (start, count) in new[] { (0, Layout.Count), (0, 200), (200, 192), (250, 3000), (392, 7), (399, 70 * 97), (1000, 19) })
        {
            IVector p = parameters.Part(start, count), g = gradient.Part(start, count);
            p.AdamUpdate(g, first.Part(start, count), second.Part(start, count), 1e-3, 0.9, 0.98, 0.1, 0.02, 1e-8, keep: 0.999);
            p.Descend(g, 0.01, 0.1);
            p.AddScaled(0.5, g);
            g.Scale(0.75);
            copy.Part(start, count).Assign(p);
        }

        parameters.Part(500, 100).Clear();
        var bytes = new byte[3 * sizeof(float) * Layout.Count];
        parameters.WriteBytes(bytes.AsSpan(0, sizeof(float) * Layout.Count));
        copy.WriteBytes(bytes.AsSpan(sizeof(float) * Layout.Count, sizeof(float) * Layout.Count));
        gradient.ReadBytes(bytes.AsSpan(0, sizeof(float) * Layout.Count));
        gradient.AddScaled(1, second);
        gradient.WriteBytes(bytes.AsSpan(2 * sizeof(float) * Layout.Count));
        return bytes;
    }

    private static CpuVector<float> Drawn(CpuVector<float> vector, string name)
    {
        var stream = new RandomStream(3, name);
        var values = Enumerable.Range(0, vector.Count).Select(i => name is "2" or "3" ? stream.Uniform((ulong)i) : stream.Normal((ulong)i)).ToArray();
        vector.CopyFrom(0, values.AsSpan(0, 777));
        vector.CopyFrom(777, values.AsSpan(777));
        var back = new double[100];
        vector.CopyTo(333, back);
        Assert.That(back, Is.EqualTo(values.Skip(333).Take(100).Select(value => (double)(float)value)));
        return vector;
    }
}
