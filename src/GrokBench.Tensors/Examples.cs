namespace GrokBench.Tensors;

/// <summary>
/// The examples a graph is fed with, row-major: tokens or real inputs on one side, labels or real targets on the other. Unused parts are
/// empty with width 0. Immutable by convention: engines may keep references to the arrays.
/// </summary>
public sealed class Examples
{
    /// <summary>Number of examples.</summary>
    public required int Count { get; init; }

    /// <summary>Whether the arrays are overwritten with other examples from step to step: engines may not keep what they made of them.</summary>
    public bool IsRefilled { get; init; }

    /// <summary>Tokens per example; <see cref="Tokens"/> holds Count x TokenWidth of them, each at least 0.</summary>
    public int TokenWidth { get; init; }

    public int[] Tokens { get; init; } = [];

    /// <summary>Real inputs per example; <see cref="Inputs"/> holds Count x InputWidth of them.</summary>
    public int InputWidth { get; init; }

    public double[] Inputs { get; init; } = [];

    /// <summary>Standard normal draws per example; <see cref="Noise"/> holds Count x NoiseWidth of them. 0: every draw counts as 0.</summary>
    public int NoiseWidth { get; init; }

    public double[] Noise { get; init; } = [];

    /// <summary>Labels per example: one per output row of the graph. <see cref="Labels"/> holds Count x LabelWidth of them, each at least 0.</summary>
    public int LabelWidth { get; init; }

    public int[] Labels { get; init; } = [];

    /// <summary>Real targets per example; <see cref="Targets"/> holds Count x TargetWidth of them.</summary>
    public int TargetWidth { get; init; }

    public double[] Targets { get; init; } = [];

    /// <summary>When a prediction of the targets is right; null where nothing says so, and with labels, which say so themselves.</summary>
    public Correctness? Correctness { get; init; }
}
