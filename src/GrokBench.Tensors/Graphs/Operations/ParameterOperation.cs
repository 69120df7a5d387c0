namespace GrokBench.Tensors.Graphs;

/// <summary>A trained tensor. Inputs: none.</summary>
public sealed record ParameterOperation(string Name, Shape Shape, Initialiser Initialiser) : SourceOperation(Shape)
{
    /// <summary>How it is drawn does not matter.</summary>
    internal override string Key => $"parameter {Name}";

    internal override Stage StageOf(ReadOnlySpan<Node> inputs) => Stage.Stored;

    private protected override void Check()
    {
    }
}
