using System.Collections.Immutable;

namespace GrokBench.Tensors.Graphs;

/// <summary>A fixed tensor, row-major. Inputs: none.</summary>
public sealed record ConstantOperation(Shape Shape, ImmutableArray<double> Values) : SourceOperation(Shape)
{
    internal override string Key => $"constant {List(Values)}";

    internal override Stage StageOf(ReadOnlySpan<Node> inputs) => Stage.Stored;

    private protected override void Check() => Require(
        Values.Length == (long)Shape.Rows * Shape.Columns,
        $"a {Shape} constant takes {(long)Shape.Rows * Shape.Columns} values, not {Values.Length}");
}
