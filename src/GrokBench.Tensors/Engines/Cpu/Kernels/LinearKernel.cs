using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>
/// Y (T x O) = X (T x I) · W + b, rows of all examples of the chunk as one matrix.
/// dX = dY · Wᵀ; dW += Xᵀ · dY; db += the rows of dY, first to last. Products whose left operand, X or dY, has a ReLU's zeros leave them out.
/// </summary>
/// <param name="product">Shares out the rows of a product where the chunks are not.</param>
/// <param name="before">The ReLU whose zeros X has; null where none are left out.</param>
/// <param name="after">The ReLU whose zeros dY has; null where none are left out.</param>
internal sealed unsafe class LinearKernel<T>(Node node, WeightPanels<T> weights, SharedProduct<T> product, Node? before, Node? after) : NodeKernel<T>(node)
    where T : unmanaged
{
    private readonly bool transposed = ((LinearOperation)node.Operation).Transposed;
    private readonly bool biased = node.Inputs.Length == 3;

    public override void Forward(Workspace<T> workspace)
    {
        var x = InputPlace(0);
        T* input = workspace.Value(Input(0)), weight = workspace.Value(Input(1)), bias = biased ? workspace.Value(Input(2)) : null;
        T* y = workspace.Value(Id);
        var (rows, start) = (workspace.Count * Out.Rows, biased ? Start.Row : Start.Zero);
        if (weights.IsColumn)
        {
            ColumnProduct<T>.Multiply(input, x.Stride, weights.Forward is { } row ? row.Panel(0) : weight, biased ? *bias : default, y, Out.Stride, rows, x.Vectors);
        }
        else if (weights.Forward is { } panels) Multiply(workspace, input, x.Stride, 1, ByRow(workspace, before), panels, y, Out.Stride, rows, start, bias);
        else Multiply(workspace, input, x.Stride, 1, ByRow(workspace, before), weight, weights.Stride, y, Out.Stride, rows, Out.Vectors, x.Columns, start, bias);
    }

    public override void Backward(Workspace<T> workspace)
    {
        var x = InputPlace(0);
        var rows = workspace.Count * Out.Rows;
        var gradient = workspace.Gradient(Id);
        if (Wanted(0))
        {
            T* target = workspace.Gradient(Input(0));
            var (start, terms) = (IsFirst(0) ? Start.Zero : Start.Sum, ByRow(workspace, after));
            if (weights.Backward is { } panels) Multiply(workspace, gradient, Out.Stride, 1, terms, panels, target, x.Stride, rows, start);
            else Multiply(workspace, gradient, Out.Stride, 1, terms, workspace.Value(Input(1)), weights.Stride, target, x.Stride, rows, x.Vectors, Out.Columns, start);
        }

        if (Wanted(1))
        {
            T* value = workspace.Value(Input(0));
            T* target = workspace.Gradient(Input(1));
            var start = IsFirst(1) && workspace.IsFirstChunk ? Start.Zero : Start.Sum;
            if (weights.IsColumn && !transposed) ColumnProduct<T>.Transposed(value, x.Stride, gradient, Out.Stride, target, weights.Forward is null ? 1 : weights.Stride, x.Columns, x.Vectors, rows, start);
            else if (transposed)
                Multiply(workspace, gradient, 1, Out.Stride, ByUnit(workspace, after, rows), value, x.Stride, target, weights.Stride, Out.Columns, x.Vectors, rows, start);
            else
                Multiply(workspace, value, 1, x.Stride, ByUnit(workspace, before, rows), gradient, Out.Stride, target, weights.Stride, x.Columns, Out.Vectors, rows, start);
        }

        if (biased && Wanted(2)) Elementwise<T>.AddRows(gradient, Out.Stride, rows, workspace.Gradient(Input(2)), Out.Vectors);
    }

    private static ActiveTerms? ByRow(Workspace<T> workspace, Node? relu) => relu is null ? null : Units(workspace, relu).ByRow;

    private static ActiveTerms? ByUnit(Workspace<T> workspace, Node? relu, int rows) => relu is null ? null : Units(workspace, relu).ByUnit(rows);

    private static ActiveUnits<T> Units(Workspace<T> workspace, Node relu) => new(workspace.Indices(relu.Id), Place.Of<T>(relu.Shape), workspace.Rows.Length);

    private void Multiply(Workspace<T> workspace, T* a, nint aRow, nint aK, ActiveTerms? terms, Panels<T> b, T* c, nint cRow, int m, Start start, T* row = null)
    {
        if (workspace.SharesProducts) product.Multiply(a, aRow, aK, terms, b, c, cRow, m, start, row);
        else if (terms is { } taken) SparseProduct<T>.Multiply(a, aRow, aK, taken, b, c, cRow, m, start, row);
        else MatrixProduct<T>.Multiply(a, aRow, aK, b, c, cRow, m, start, row);
    }

    private void Multiply(
        Workspace<T> workspace, T* a, nint aRow, nint aK, ActiveTerms? terms, T* b, nint bRow, T* c, nint cRow, int m, int vectors, int k, Start start, T* row = null)
    {
        if (workspace.SharesProducts) product.Multiply(a, aRow, aK, terms, b, bRow, c, cRow, m, vectors, k, start, row);
        else if (terms is { } taken) SparseProduct<T>.Multiply(a, aRow, aK, taken, b, bRow, c, cRow, m, vectors, k, start, row);
        else MatrixProduct<T>.Multiply(a, aRow, aK, b, bRow, c, cRow, m, vectors, k, start, row);
    }
}

/// <summary>Of <see cref="LinearOperation"/>.</summary>
internal sealed class LinearKernel : KernelMaker<LinearOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room)
    {
        var panels = room.Panels(node, ((LinearOperation)node.Operation).Transposed);
        return new LinearKernel<T>(node, panels, room.Product, KernelRoom<T>.ReluBefore(node), room.ReluAfter(node));
    }
}
