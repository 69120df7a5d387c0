using GrokBench.Tensors;

namespace GrokBench.Torch;

/// <summary>Some of a run's examples, copied out of the caller's list of rows.</summary>
internal sealed class BatchRequest(Examples examples, int[] rows)
{
    public Examples Examples { get; } = examples;

    public int[] Rows { get; } = rows;

    /// <summary>Whether both stand for the same numbers: what is refilled never does.</summary>
    public bool IsSame(BatchRequest other) => !Examples.IsRefilled && ReferenceEquals(Examples, other.Examples) && Rows.AsSpan().SequenceEqual(other.Rows);
}
