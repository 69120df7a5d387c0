namespace GrokBench.Tensors.Graphs;

/// <summary>What a graph's output is scored by: the mean over the rows of the output and the examples of the batch.</summary>
/// <param name="Precision">
/// The format to which the output is converted before the loss and its gradient are computed; the gradient is converted back. A float32 softmax
/// loses every gradient below one part in 10^7, a float16 one below one in 10^3 ("softmax collapse").
/// </param>
public sealed record Loss(LossFunction Function, LossPrecision Precision);
