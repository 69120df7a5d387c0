namespace GrokBench.Tensors.Graphs;

/// <summary>What outputs are compared with.</summary>
public enum Answers
{
    /// <summary>A label per output row; right is the largest output of each row.</summary>
    Labels,

    /// <summary>A real target per output; right is what <see cref="Examples.Correctness"/> says.</summary>
    RealTargets,

    /// <summary>One target, 1 or -1; right is an output of its sign.</summary>
    Signs,
}
