namespace GrokBench.Tensors.Graphs;

/// <summary>The example's real-valued input vector. Inputs: none. Result: 1 x width of the examples' inputs.</summary>
public sealed record InputOperation(int Width) : SourceOperation(new Shape(1, Width))
{
    internal override string Key => "input";

    internal override Stage StageOf(ReadOnlySpan<Node> inputs) => Stage.Example;

    private protected override void Check()
    {
    }
}
