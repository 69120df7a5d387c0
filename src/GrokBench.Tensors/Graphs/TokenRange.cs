namespace GrokBench.Tensors.Graphs;

/// <summary>The tokens that a column of the examples can hold: First, First + 1, ..., Count of them.</summary>
/// <param name="Count">At least 1; with 1 the column says nothing, and what depends on it alone is the same for every example.</param>
public readonly record struct TokenRange(int First, int Count)
{
    public bool Contains(int token) => token >= First && token - First < Count;
}
