using System.Numerics;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Engines.Cpu;
using GrokBench.Tensors.Engines.Cpu.Kernels;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

/// <summary>The marks that a ReLU leaves against its own value, by row and by unit; nothing beyond the columns is marked, whatever lies there.</summary>
internal sealed unsafe class ActiveUnitsTests
{
    [Test]
    public void Marks_Float32WidthsOneTo131_AreWhereTheValueIsNotZero() => Sweep<float>();

    [Test]
    public void Marks_Float64WidthsOneTo131_AreWhereTheValueIsNotZero() => Sweep<double>();

    private static void Sweep<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var width = 1; width <= 131; width++) Check<T>(width, examples: 3);
        foreach (var examples in new[] { 1, 63, 64, 65, 131, 192 }) Check<T>(width: 70, examples);
    }

    private static void Check<T>(int width, int examples)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var builder = new GraphBuilder();
        var relu = builder.Activate(builder.Linear(builder.Input(1), builder.Parameter("w", 1, width, new NormalInitialiser(1))), Activation.Relu);
        var graph = builder.Build(relu, new Loss(new SquaredErrorLoss(), LossPrecision.Float64));
        var node = graph.Output;
        var kernel = new ReluKernel<T>(node, marks: true);
        using var blocks = new NativeBlocks<T>();
        using var numbers = new NativeBlocks<int>();
        var place = Place.Of<T>(node.Shape);
        var workspace = new Workspace<T>(graph.Nodes.Length, examples) { Count = examples };
        T* x = blocks.Allocate((long)examples * place.Size);
        workspace.SetValue(node.Inputs[0].Id, x);
        workspace.SetValue(node.Id, x);
        workspace.SetIndices(node.Id, numbers.Allocate(kernel.IndexCount(examples)));
        var draws = new RandomStream(1, "units");
        for (var i = 0; i < examples; i++)
        {
            for (var j = 0; j < width; j++) x[(i * place.Stride) + j] = Drawn<T>(draws, (ulong)((i * width) + j));
            for (var j = width; j < place.Stride; j++) x[(i * place.Stride) + j] = T.NaN;
        }

        kernel.Forward(workspace);
        var units = new ActiveUnits<T>(workspace.Indices(node.Id), place, examples);
        var (byRow, byUnit) = (units.ByRow, units.ByUnit(examples));
        for (var i = 0; i < examples; i++)
        {
            for (var j = 0; j < place.Vectors * Vector512<T>.Count; j++)
            {
                var active = j < width && x[(i * place.Stride) + j] != T.Zero;
                if (Marked(byRow, i, j) != active || Marked(byUnit, j, i) != active) Assert.Fail(FormattableString.Invariant($"width {width}: row {i}, unit {j}"));
            }
        }
    }

    /// <summary>Now and then a zero of either sign or no number.</summary>
    private static T Drawn<T>(RandomStream draws, ulong index)
        where T : IFloatingPointIeee754<T> =>
        draws.Below((1 << 20) + index, 9) switch
        {
            0 => T.NaN,
            1 => T.NegativeZero,
            2 => T.Zero,
            3 => T.Epsilon,
            _ => T.CreateChecked(draws.Normal(index)),
        };

    private static bool Marked(ActiveTerms terms, int row, int term) => ((terms.Row(row)[term / terms.Block] >> (term % terms.Block)) & 1) == 1;
}
