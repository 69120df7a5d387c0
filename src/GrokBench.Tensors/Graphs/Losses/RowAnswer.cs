namespace GrokBench.Tensors.Graphs;

/// <summary>What one output row is compared with.</summary>
/// <param name="label">Column of the right class; -1 where the loss compares with targets.</param>
/// <param name="targets">One per output; empty where the loss compares with labels.</param>
internal readonly ref struct RowAnswer(int label, ReadOnlySpan<double> targets)
{
    public int Label { get; } = label;

    public ReadOnlySpan<double> Targets { get; } = targets;
}
