namespace GrokBench.Tensors.Graphs;

/// <summary>What a graph's output is scored by: the mean over the rows of the output and the examples of the batch.</summary>
/// <param name="Kind">The loss function.</param>
/// <param name="Precision">
/// The format to which the output is converted before the loss and its gradient are computed; the gradient is converted back. A float32 softmax
/// loses every gradient below one part in 10^7, a float16 one below one in 10^3 ("softmax collapse").
/// </param>
public sealed record Loss(LossKind Kind, LossPrecision Precision);

public enum LossKind
{
    /// <summary>Minus the log of the softmax probability of the label, natural logarithm. Labels: one per output row.</summary>
    CrossEntropy,

    /// <summary>Squared difference to the one-hot vector of the label, mean over output columns. Labels: one per output row.</summary>
    SquaredErrorOneHot,

    /// <summary>Squared difference to the example's real-valued target, mean over output columns. One output row.</summary>
    SquaredError,

    /// <summary>max(0, 1 − y·f), y = ±1 the example's target and f the one output; right where y·f is above 0.</summary>
    Hinge,
}
