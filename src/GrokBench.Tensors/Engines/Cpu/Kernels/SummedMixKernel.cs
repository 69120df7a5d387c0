using System.Numerics;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>
/// Y = Σ_r P_r·V_r over whole rows, keys in order and heads within a key, plus a bias row where there is one. dP_r = dY·V_r; dV_r += P_r·dY; the bias gets the sum of
/// the rows of dY. Examples that read the same rows of a table are taken together, a few rows after the others, so that these and their gradients stay in
/// registers.
/// </summary>
internal sealed unsafe class SummedMixKernel<T> : NodeKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Rows that are taken together: as many as a core with 32 registers of four columns can hold.</summary>
    private const int Band = 4;

    private readonly bool biased;

    /// <summary>By query: how many rows have a weight.</summary>
    private readonly int[] visible;

    /// <summary>The first row of each band, and the end of the last: rows that stand one after the other, also in the table.</summary>
    private readonly int[] bands;

    /// <summary>Rows of the table from which the rows may be read.</summary>
    private readonly int tableRows;

    public SummedMixKernel(Node node)
        : base(node)
    {
        var heads = ((AttentionMixOperation)node.Operation).Heads;
        var rows = node.Inputs[1];
        biased = node.Inputs.Length == 3;
        visible = [.. AttentionMixKernel<T>.VisibleKeys(node, heads).Select(keys => keys * heads)];
        bands = [.. Bands(rows, heads), rows.Shape.Rows];
        tableRows = rows.Operation is GatherOperation ? rows.Inputs[0].Shape.Rows : 0;
    }

    public override bool ReadsRows(int index) => index == 1;

    public override int IndexCount(int chunk) => tableRows + (2 * chunk);

    public override void Forward(Workspace<T> workspace)
    {
        T* y = workspace.Value(Id), bias = biased ? workspace.Value(Input(2)) : null;
        for (var row = 0; row < workspace.Count * Out.Rows; row++)
        {
            var target = new Span<T>(y + (row * Out.Stride), Out.Stride);
            if (bias is null) target.Clear();
            else new ReadOnlySpan<T>(bias, Out.Stride).CopyTo(target);
        }

        var values = ValueRows(workspace, 1);
        for (var band = 0; band < bands.Length - 1; band++)
        {
            int first = bands[band], rows = bands[band + 1] - first;
            int* order = Sort(workspace, values, first);
            for (int start = 0, end; start < workspace.Count; start = end)
            {
                end = EndOfGroup(workspace, values, order, start, first);
                var next = order[Math.Min(end, workspace.Count - 1)];
                for (var query = 0; query < visible.Length; query++)
                {
                    if (first >= visible[query]) continue;
                    Group(order + start, end - start, workspace.Value(Input(0)), y, query, first).Mix(values[order[start], first], values.Stride, rows, values[next, first]);
                }
            }
        }
    }

    public override void Backward(Workspace<T> workspace)
    {
        ClearFirst(workspace, 0);
        ClearFirst(workspace, 1);
        bool wantsWeights = Wanted(0), wantsValues = Wanted(1);
        T* dy = workspace.Gradient(Id);
        Rows<T> values = ValueRows(workspace, 1), slopeValues = GradientRows(workspace, 1);
        for (var band = 0; band < bands.Length - 1; band++)
        {
            int first = bands[band], rows = bands[band + 1] - first;
            int* order = Sort(workspace, values, first);
            for (int start = 0, end; start < workspace.Count; start = end)
            {
                end = EndOfGroup(workspace, values, order, start, first);
                var next = order[Math.Min(end, workspace.Count - 1)];
                for (var query = 0; query < visible.Length; query++)
                {
                    if (first >= visible[query]) continue;
                    if (wantsWeights)
                        Group(order + start, end - start, workspace.Gradient(Input(0)), dy, query, first).AddDots(values[order[start], first], values.Stride, rows, values[next, first]);
                    if (wantsValues)
                        Group(order + start, end - start, workspace.Value(Input(0)), dy, query, first).AddTo(slopeValues[order[start], first], slopeValues.Stride, rows, slopeValues[next, first]);
                }
            }
        }

        if (biased && Wanted(2)) Elementwise<T>.AddRows(dy, Out.Stride, workspace.Count * Out.Rows, workspace.Gradient(Input(2)), Out.Vectors);
    }

    /// <summary>A key's heads in fours, broken where rows of the table do not stand one after the other for every token.</summary>
    private static IEnumerable<int> Bands(Node rows, int heads)
    {
        var gather = rows.Operation as GatherOperation;
        var first = 0;
        for (var row = 0; row < rows.Shape.Rows; row++)
        {
            var follows = gather is null || (row > 0 && gather.TokenColumns[row] == gather.TokenColumns[row - 1] && gather.Offsets[row] == gather.Offsets[row - 1] + 1);
            if (row > 0 && row % heads != 0 && row - first < Band && follows) continue;
            first = row;
            yield return row;
        }
    }

    /// <summary>The chunk's examples, those together that read the same row, in the order of their first ones; within, in their own order.</summary>
    private int* Sort(Workspace<T> workspace, Rows<T> values, int row)
    {
        int* order = workspace.Indices(Id), next = order + workspace.Rows.Length, head = next + workspace.Rows.Length;
        if (!values.IsScattered)
        {
            for (var example = 0; example < workspace.Count; example++) order[example] = example;
            return order;
        }

        for (var example = 0; example < workspace.Count; example++) head[values.Number(example, row)] = -1;
        for (var example = workspace.Count - 1; example >= 0; example--)
        {
            var number = values.Number(example, row);
            (next[example], head[number]) = (head[number], example);
        }

        for (int example = 0, count = 0; example < workspace.Count; example++)
        {
            if (head[values.Number(example, row)] != example) continue;
            for (var member = example; member >= 0; member = next[member]) order[count++] = member;
        }

        return order;
    }

    private static int EndOfGroup(Workspace<T> workspace, Rows<T> values, int* order, int start, int row)
    {
        var end = start + 1;
        while (end < workspace.Count && values[order[end], row] == values[order[start], row]) end++;
        return end;
    }

    /// <summary>A query of some examples with their weights (or the weights' gradients) of a band.</summary>
    private MixedRows<T> Group(int* examples, int count, T* weights, T* y, int query, int first)
    {
        ref readonly var place = ref InputPlace(0);
        return new MixedRows<T>(examples, count, weights + (query * place.Stride) + first, PerExample(0) ? place.Size : 0, y + (query * Out.Stride), Out.Size, Out.Vectors);
    }
}
