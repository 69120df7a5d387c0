using System.Runtime.Intrinsics;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>
/// y = max(x, 0), NaN stays; dx = dy where y is positive, else zero. x is not needed again, and y may take its place. Notes which units are not zero where a
/// product leaves out the others.
/// </summary>
/// <param name="marks">Whether any product reads the marks.</param>
internal sealed unsafe class ReluKernel<T>(Node node, bool marks) : NodeKernel<T>(node)
    where T : unmanaged
{
    public override bool ForgetsInput => true;

    public override bool KeepsValue => true;

    public override bool PassesGradient(int index) => true;

    public override int IndexCount(int chunk) => marks ? ActiveUnits<T>.Count(Out, chunk) : 0;

    public override void Forward(Workspace<T> workspace)
    {
        nint stride = Out.Stride, columns = Out.Columns, lanes = Vector512<T>.Count, rows = (nint)workspace.Count * Out.Rows;
        T* x = workspace.Value(Input(0)), y = workspace.Value(Id);
        var active = marks ? new ActiveUnits<T>(workspace.Indices(Id), Out, workspace.Rows.Length).ByRow : default;
        for (nint row = 0; row < rows; row++, x += stride, y += stride)
        {
            for (nint start = 0, end = stride; start < end; start += 64)
            {
                var word = 0UL;
                for (nint i = start; i < Math.Min(start + 64, end); i += lanes)
                {
                    var value = Vector512.Load(x + i);
                    value = Vector512.ConditionalSelect(Vector512.LessThan(value, Vector512<T>.Zero), Vector512<T>.Zero, value);
                    value.Store(y + i);
                    word |= ActiveUnits<T>.NonZero(value) << (int)(i - start);
                }

                if (!marks || start >= columns) continue;

                // Pads may hold anything but are no terms of a product.
                if (columns - start < 64) word &= (1UL << (int)(columns - start)) - 1;
                active.Row(row)[start / 64] = word;
            }
        }
    }

    public override void Backward(Workspace<T> workspace)
    {
        if (!Wanted(0)) return;
        nint length = (nint)workspace.Count * Out.Size, lanes = Vector512<T>.Count;
        T* y = workspace.Value(Id), dy = workspace.Gradient(Id), dx = workspace.Gradient(Input(0));
        var overwrite = IsFirst(0);
        for (nint i = 0; i < length; i += lanes)
        {
            var gradient = Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.Load(y + i), Vector512<T>.Zero), Vector512.Load(dy + i), Vector512<T>.Zero);
            (overwrite ? gradient : Vector512.Load(dx + i) + gradient).Store(dx + i);
        }
    }
}
