namespace GrokBench.Models.Learning.Linear;

/// <summary>How the weights of a linear map move.</summary>
internal interface ILinearPath
{
    /// <summary>Everything but the number of steps that decides what comes next, in one array: saved and hashed, and overwritten when a state is restored.</summary>
    double[] State { get; }

    /// <summary>The present weights, outputs x inputs, valid until the next step.</summary>
    double[] Weights { get; }

    /// <summary>Of XᵀX/n over the training examples, 0 for directions that none of them reaches; empty where the path does not need them.</summary>
    ReadOnlySpan<double> Eigenvalues { get; }

    /// <summary>One update.</summary>
    /// <returns>The mean squared error over the training split before it.</returns>
    double Step();

    /// <summary>To be called when <see cref="State"/> was overwritten.</summary>
    void Restored();
}
