namespace GrokBench.Tensors.Engines;

/// <summary>What an optimiser works on: the flat parameters, their gradient, and further vectors of the same length. Not safe for use from two threads at once.</summary>
public interface IFlatVectors : IDisposable
{
    Precision Precision { get; }

    /// <summary>
    /// Threads that a call may use: 1 to those it was made for, which is the value at first. To be changed between calls; never changes a result.
    /// </summary>
    int Threads { get; set; }

    /// <summary>
    /// Of how many runs' program this is one, at least 1, with places that no run has taken. Results may depend on it. At most the engine's, and less where the
    /// device had no room for as many.
    /// </summary>
    int Stack { get; }

    /// <summary>Bytes allocated so far, with everything made by <see cref="NewVector"/>.</summary>
    long Bytes { get; }

    IVector Parameters { get; }

    IVector Gradient { get; }

    /// <summary>A new flat vector of the same length and precision, zero: an optimiser's state.</summary>
    IVector NewVector();
}
