using GrokBench.Tensors;

namespace GrokBench.Models.Learning;

/// <summary>What each step trains on. A step's batch depends on the run's seeds and the step's number alone.</summary>
internal interface IBatches
{
    /// <summary>Examples of the largest batch.</summary>
    int Largest { get; }

    /// <summary>Allocates nothing.</summary>
    /// <param name="step">Updates made before, from 0.</param>
    /// <returns>Valid until the next call.</returns>
    Batch At(long step);
}

/// <summary>Some of a set of examples, in the order in which sums are taken.</summary>
internal readonly ref struct Batch(Examples examples, ReadOnlySpan<int> rows)
{
    public Examples Examples { get; } = examples;

    public ReadOnlySpan<int> Rows { get; } = rows;
}
