namespace GrokBench.Tensors.Engines.Cpu.Losses;

/// <summary>The arithmetic of a loss over one output row, in one format.</summary>
/// <typeparam name="TLoss">What holds the numbers: the format itself, or a wider one that emulates it.</typeparam>
internal unsafe interface IRowLoss<TLoss>
    where TLoss : unmanaged
{
    /// <summary>The nearest number of the format.</summary>
    static abstract TLoss Round(TLoss value);

    /// <summary>Every value becomes the nearest number of the format.</summary>
    static abstract void Round(TLoss* values, int length);

    /// <param name="values">
    /// Of the format: the outputs where the loss knows a label, else what they differ by from their targets. Replaced by the weighted gradient
    /// when one is wanted, pads by zeros.
    /// </param>
    /// <param name="columns">Values that count.</param>
    /// <param name="length">Columns and pads: whole vectors.</param>
    /// <param name="label">Column of the right class; no meaning where the values are differences.</param>
    /// <param name="weight">What the row counts in the gradient; 0 when none is wanted.</param>
    /// <returns>The row's loss.</returns>
    static abstract double Evaluate(TLoss* values, int columns, int length, int label, double weight);
}
