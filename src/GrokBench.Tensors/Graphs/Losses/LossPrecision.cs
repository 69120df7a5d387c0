namespace GrokBench.Tensors.Graphs;

/// <summary>The format of a loss and of its gradient at the outputs, whatever the format of the outputs themselves.</summary>
public enum LossPrecision
{
    /// <summary>IEEE 754 binary16, emulated: every elementary operation is rounded to it, to nearest, ties to even.</summary>
    Float16,

    Float32,

    Float64,
}
