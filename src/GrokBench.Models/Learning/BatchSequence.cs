using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Learning;

/// <summary>
/// Which examples each step trains on. Full batches take the training split in its own order; smaller ones take each epoch's fresh
/// permutation in slices, the short last one kept. A step's batch depends on the seed and the step's number alone.
/// </summary>
public sealed class BatchSequence
{
    private readonly int[] split, order;
    private readonly RandomStream stream;
    private readonly bool isFull;
    private long epoch = -1;

    /// <param name="split">Indices of the training examples.</param>
    /// <param name="size">Examples per step; all of them, unpermuted, when null. More than there are means all of them, permuted.</param>
    public BatchSequence(int[] split, int? size, ulong seed)
    {
        this.split = split;
        order = size is null ? split : new int[split.Length];
        Largest = Math.Min(size ?? split.Length, split.Length);
        stream = new RandomStream(seed, "batch");
        isFull = size is null;
    }

    /// <summary>Examples of the largest batch.</summary>
    public int Largest { get; }

    /// <param name="step">Updates made before, from 0.</param>
    /// <returns>Indices of examples, valid until the next call.</returns>
    public ReadOnlySpan<int> Batch(long step)
    {
        if (isFull) return split;
        var perEpoch = (split.Length + Largest - 1) / Largest;
        var (wanted, position) = Math.DivRem(step, perEpoch);
        if (wanted != epoch) Shuffle(wanted);
        var start = (int)position * Largest;
        return order.AsSpan(start, Math.Min(Largest, split.Length - start));
    }

    private void Shuffle(long wanted)
    {
        split.CopyTo(order, 0);
        stream.Shuffle(order, (ulong)wanted * (ulong)split.Length);
        epoch = wanted;
    }
}
