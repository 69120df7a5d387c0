using System.Numerics;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>
/// Per row: z = (x - mean)/√(variance + ε), y = gain·z + bias. With g = gain·dy: dx = (g - mean(g) - z·mean(g·z))/√(variance + ε);
/// dgain += dy·z; dbias += dy.
/// </summary>
/// <remarks>Kept between forward and backward: per row the mean and 1/√(variance + ε).</remarks>
internal sealed unsafe class LayerNormKernel<T>(Node node) : NodeKernel<T>(node)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T epsilon = Lanes.Round<T>(((LayerNormOperation)node.Operation).Epsilon);
    private readonly T columns = Lanes.Round<T>(node.Shape.Columns);

    public override int ExtraCount => 2 * Out.Rows;

    private static nint L => Vector512<T>.Count;

    public override void Forward(Workspace<T> workspace)
    {
        T* x = workspace.Value(Input(0)), y = workspace.Value(Id), kept = workspace.Extra(Id);
        T* gain = workspace.Value(Input(1)), bias = workspace.Value(Input(2));
        for (var row = 0; row < workspace.Count * Out.Rows; row++, x += Out.Stride, y += Out.Stride, kept += 2)
        {
            var sum = Vector512<T>.Zero;
            for (var vector = 0; vector < Out.Vectors; vector++) sum += Vector512.Load(x + (vector * L));
            var mean = Lanes.Fold(sum) / columns;

            var squares = Vector512<T>.Zero;
            for (var vector = 0; vector < Out.Vectors; vector++)
            {
                var offset = Inside(vector, Vector512.Load(x + (vector * L)) - Vector512.Create(mean));
                squares = Lanes.MultiplyAdd(offset, offset, squares);
            }

            var inverse = T.One / T.Sqrt((Lanes.Fold(squares) / columns) + epsilon);
            (kept[0], kept[1]) = (mean, inverse);
            for (var vector = 0; vector < Out.Vectors; vector++)
            {
                var z = (Vector512.Load(x + (vector * L)) - Vector512.Create(mean)) * Vector512.Create(inverse);
                Lanes.MultiplyAdd(z, Vector512.Load(gain + (vector * L)), Vector512.Load(bias + (vector * L))).Store(y + (vector * L));
            }
        }
    }

    public override void Backward(Workspace<T> workspace)
    {
        T* x = workspace.Value(Input(0)), dy = workspace.Gradient(Id), kept = workspace.Extra(Id), gain = workspace.Value(Input(1));
        T* dx = Wanted(0) ? workspace.Gradient(Input(0)) : null;
        for (var row = 0; row < workspace.Count * Out.Rows; row++, x += Out.Stride, dy += Out.Stride, kept += 2)
        {
            Vector512<T> mean = Vector512.Create(kept[0]), inverse = Vector512.Create(kept[1]);
            Vector512<T> sum = Vector512<T>.Zero, sumZ = Vector512<T>.Zero;
            for (var vector = 0; vector < Out.Vectors; vector++)
            {
                var z = (Vector512.Load(x + (vector * L)) - mean) * inverse;
                var slope = Vector512.Load(dy + (vector * L));
                if (Wanted(1)) Lanes.MultiplyAdd(slope, z, Vector512.Load(workspace.Gradient(Input(1)) + (vector * L))).Store(workspace.Gradient(Input(1)) + (vector * L));
                if (Wanted(2)) (Vector512.Load(workspace.Gradient(Input(2)) + (vector * L)) + slope).Store(workspace.Gradient(Input(2)) + (vector * L));
                var g = slope * Vector512.Load(gain + (vector * L));
                sum += g;
                sumZ = Lanes.MultiplyAdd(g, z, sumZ);
            }

            if (dx is null) continue;
            Vector512<T> meanG = Vector512.Create(Lanes.Fold(sum) / columns), meanGZ = Vector512.Create(Lanes.Fold(sumZ) / columns);
            for (var vector = 0; vector < Out.Vectors; vector++)
            {
                var z = (Vector512.Load(x + (vector * L)) - mean) * inverse;
                var g = Vector512.Load(dy + (vector * L)) * Vector512.Load(gain + (vector * L));
                var gradient = Inside(vector, Lanes.MultiplyAdd(-z, meanGZ, g - meanG) * inverse);
                (IsFirst(0) ? gradient : Vector512.Load(dx + (vector * L)) + gradient).Store(dx + (vector * L));
            }

            dx += Out.Stride;
        }
    }

    /// <summary>Zero in the pads.</summary>
    private Vector512<T> Inside(int vector, Vector512<T> value)
    {
        var left = Out.Columns - (vector * Vector512<T>.Count);
        return left >= Vector512<T>.Count
            ? value
            : Vector512.ConditionalSelect(Vector512.LessThan(Vector512<T>.Indices, Lanes.Broadcast<T>(left)), value, Vector512<T>.Zero);
    }
}

/// <summary>Of <see cref="LayerNormOperation"/>.</summary>
internal sealed class LayerNormKernel : KernelMaker<LayerNormOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) => new LayerNormKernel<T>(node);
}
