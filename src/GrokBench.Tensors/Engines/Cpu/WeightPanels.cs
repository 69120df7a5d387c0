using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// A weight as its products want it: W for X·W and Wᵀ for dY·Wᵀ. One of the two is the weight as it is stored, and read there; the other is packed anew whenever the weight changes.
/// </summary>
internal sealed unsafe class WeightPanels<T>
    where T : unmanaged
{
    /// <param name="place">How the weight is stored.</param>
    /// <param name="passesGradient">Whether anything trained lies behind X; otherwise dY·Wᵀ is never wanted.</param>
    /// <param name="sparse">Whether zeros of X, and of dY, are left out.</param>
    public WeightPanels(NativeBlocks<T> blocks, Node weight, in Place place, bool transposed, bool passesGradient, (bool X, bool Dy) sparse)
    {
        (Weight, Transposed, Stride) = (weight, transposed, place.Stride);
        var (rows, columns) = (weight.Shape.Rows, weight.Shape.Columns);
        IsColumn = (transposed ? rows : columns) == 1;
        if (IsColumn)
        {
            if (place.Rows > 1) Forward = Backward = new Panels<T>(blocks, 1, rows);
            return;
        }

        if (transposed || !ReadsRows) Forward = transposed ? new Panels<T>(blocks, columns, rows, sparse.X) : new Panels<T>(blocks, rows, columns, sparse.X);
        if (passesGradient && (!transposed || !ReadsRows)) Backward = transposed ? new Panels<T>(blocks, rows, columns, sparse.Dy) : new Panels<T>(blocks, columns, rows, sparse.Dy);
    }

    public Node Weight { get; }

    /// <summary>Whether X·Wᵀ is computed: the weight is stored O x I.</summary>
    public bool Transposed { get; }

    /// <summary>Whether there is one output: O = 1. Such a weight is wanted as a row, both ways.</summary>
    public bool IsColumn { get; }

    /// <summary>Elements between the rows that are stored.</summary>
    public int Stride { get; }

    /// <summary>I x O; null where that is how it is stored.</summary>
    public Panels<T>? Forward { get; }

    /// <summary>O x I; null where that is how it is stored, or no gradient is passed on.</summary>
    public Panels<T>? Backward { get; }

    /// <summary>Whether there is anything to pack.</summary>
    public bool IsPacked => Forward is not null || Backward is not null;

    /// <summary>Narrow strips of rows that lie far apart are read too slowly.</summary>
    private static bool ReadsRows => MatrixProduct<T>.TileVectors > 1;

    /// <param name="backwardToo">False when only a forward pass follows.</param>
    public void Pack(T* value, bool backwardToo)
    {
        Forward?.Pack(value, Stride, Transposed != IsColumn);
        if (backwardToo && !IsColumn) Backward?.Pack(value, Stride, !Transposed);
    }
}
