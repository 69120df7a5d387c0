using System.Runtime.Intrinsics;

namespace GrokBench.Tensors.Engines.Cpu.Losses;

/// <summary>A row of outputs in the format in which the loss is computed, in whole vectors; one per worker.</summary>
internal sealed unsafe class ScratchRow<T, TLoss> : IDisposable
    where T : unmanaged
    where TLoss : unmanaged
{
    private readonly NativeBlocks<TLoss> blocks = new();

    public ScratchRow(int columns)
    {
        Columns = columns;

        // Whole vectors of both formats.
        var lanes = Math.Max(Vector512<T>.Count, Vector512<TLoss>.Count);
        Length = (columns + lanes - 1) / lanes * lanes;
        Values = blocks.Allocate(Length);
    }

    public int Columns { get; }

    /// <summary>Columns and pads.</summary>
    public int Length { get; }

    public TLoss* Values { get; }

    public void Load(T* source)
    {
        if (typeof(T) == typeof(TLoss))
        {
            new ReadOnlySpan<T>(source, Length).CopyTo(new Span<T>(Values, Length));
            return;
        }

        if (typeof(TLoss) == typeof(float))
        {
            for (var i = 0; i < Length; i++) ((float*)Values)[i] = i < Columns ? (float)((double*)source)[i] : 0;
            return;
        }

        // float32 outputs to a float64 loss: exact.
        for (var i = 0; i < Length; i += Vector512<float>.Count)
        {
            var narrow = Vector512.Load((float*)source + i);
            Vector512.WidenLower(narrow).Store((double*)Values + i);
            Vector512.WidenUpper(narrow).Store((double*)Values + i + Vector512<double>.Count);
        }
    }

    /// <summary>Rounds back to T.</summary>
    public void Store(T* target)
    {
        if (typeof(T) == typeof(TLoss))
        {
            new ReadOnlySpan<T>(Values, Length).CopyTo(new Span<T>(target, Length));
            return;
        }

        if (typeof(TLoss) == typeof(float))
        {
            // The outputs' pads stay the zeros that they are.
            for (var i = 0; i < Columns; i++) ((double*)target)[i] = ((float*)Values)[i];
            return;
        }

        for (var i = 0; i < Length; i += Vector512<float>.Count)
        {
            Vector512.Narrow(Vector512.Load((double*)Values + i), Vector512.Load((double*)Values + i + Vector512<double>.Count)).Store((float*)target + i);
        }
    }

    public void Dispose() => blocks.Dispose();
}
