using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>A weight as its products want it: W for X·W and Wᵀ for dY·Wᵀ. Packed anew whenever the weight changes.</summary>
internal sealed unsafe class WeightPanels<T>
    where T : unmanaged
{
    /// <param name="passesGradient">Whether anything trained lies behind X; otherwise dY·Wᵀ is never wanted.</param>
    public WeightPanels(NativeBlocks<T> blocks, Node weight, bool transposed, bool passesGradient)
    {
        (Weight, Transposed) = (weight, transposed);
        var (stored, flipped) = ((weight.Shape.Rows, weight.Shape.Columns), (weight.Shape.Columns, weight.Shape.Rows));
        var ((forwardRows, forwardColumns), (backwardRows, backwardColumns)) = transposed ? (flipped, stored) : (stored, flipped);
        IsColumn = forwardColumns == 1;
        Forward = IsColumn ? new Panels<T>(blocks, backwardRows, backwardColumns) : new Panels<T>(blocks, forwardRows, forwardColumns);
        if (passesGradient) Backward = IsColumn ? Forward : new Panels<T>(blocks, backwardRows, backwardColumns);
    }

    public Node Weight { get; }

    /// <summary>Whether X·Wᵀ is computed: the weight is stored O x I.</summary>
    public bool Transposed { get; }

    /// <summary>Whether there is one output: O = 1.</summary>
    public bool IsColumn { get; }

    /// <summary>I x O; of one output its transpose, a row straight on.</summary>
    public Panels<T> Forward { get; }

    /// <summary>O x I; null when no gradient is passed on.</summary>
    public Panels<T>? Backward { get; }

    /// <param name="stride">Elements between the weight's rows.</param>
    /// <param name="backwardToo">False when only a forward pass follows.</param>
    public void Pack(T* value, int stride, bool backwardToo)
    {
        Forward.Pack(value, stride, Transposed != IsColumn);
        if (backwardToo && !IsColumn) Backward?.Pack(value, stride, !Transposed);
    }
}
