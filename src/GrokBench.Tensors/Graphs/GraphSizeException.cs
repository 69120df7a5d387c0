namespace GrokBench.Tensors.Graphs;

/// <summary>
/// A graph has more values than flat vectors hold on any engine. The message gives the figure and the limit: <c>26,000,000,000 values
/// of hidden1.weight, at most 2,147,483,647</c>.
/// </summary>
public sealed class GraphSizeException(string message) : ArgumentException(message);
