using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// A product whose rows are shared out among workers, for what is computed once per step and for batches of one row group. Rows are computed apart from each other, so who does which changes
/// no bit.
/// </summary>
internal sealed unsafe class SharedProduct<T>(Workers workers) : IItems
    where T : unmanaged
{
    /// <summary>Multiply-adds below which handing out costs more than it saves, and below which a core is better left to another run.</summary>
    private const long Least = 1 << 19, LeastForACore = 1 << 23;

    /// <summary>A multiple of every tile's rows.</summary>
    private const int Tile = 6;

    private Panels<T>? panels;
    private ActiveTerms? terms;
    private nint a, b, c, row, aRow, aK, bRow, cRow;
    private int m, vectors, k, block;
    private Start start;

    /// <inheritdoc cref="MatrixProduct{T}.Multiply(T*, nint, nint, Panels{T}, T*, nint, int, Start, T*)"/>
    /// <param name="terms">Those that are taken where others are zero.</param>
    public void Multiply(T* a, nint aRow, nint aK, ActiveTerms? terms, Panels<T> b, T* c, nint cRow, int m, Start start, T* row = null)
    {
        (panels, this.terms, this.a, this.c, this.row) = (b, terms, (nint)a, (nint)c, (nint)row);
        (this.aRow, this.aK, this.cRow, this.m, this.start) = (aRow, aK, cRow, m, start);
        Share((long)m * b.Rows * b.Columns);
    }

    /// <inheritdoc cref="MatrixProduct{T}.Multiply(T*, nint, nint, T*, nint, T*, nint, int, int, int, Start, T*)"/>
    /// <param name="terms">Those that are taken where others are zero.</param>
    public void Multiply(
        T* a, nint aRow, nint aK, ActiveTerms? terms, T* b, nint bRow, T* c, nint cRow, int m, int vectors, int k, Start start, T* row = null)
    {
        (panels, this.terms, this.a, this.b, this.c, this.row) = (null, terms, (nint)a, (nint)b, (nint)c, (nint)row);
        (this.aRow, this.aK, this.bRow, this.cRow, this.m, this.vectors, this.k, this.start) = (aRow, aK, bRow, cRow, m, vectors, k, start);
        Share((long)m * k * vectors * System.Runtime.Intrinsics.Vector512<T>.Count);
    }

    /// <summary>Whether a node's product is so large that a run which shares it out makes use of a core of its own.</summary>
    public static bool Pays(Node node, int batch) => node.Operation is LinearOperation && (long)batch * node.Shape.Count * node.Inputs[0].Shape.Columns >= LeastForACore;

    void IItems.Do(int item, int worker)
    {
        var first = item * block;
        var rows = Math.Min(block, m - first);
        T* from = (T*)a + (first * aRow), to = (T*)c + (first * cRow);
        if (terms is { } all)
        {
            var taken = all.From(first);
            if (panels is not null) SparseProduct<T>.Multiply(from, aRow, aK, taken, panels, to, cRow, rows, start, (T*)row);
            else SparseProduct<T>.Multiply(from, aRow, aK, taken, (T*)b, bRow, to, cRow, rows, vectors, k, start, (T*)row);
        }
        else if (panels is not null) MatrixProduct<T>.Multiply(from, aRow, aK, panels, to, cRow, rows, start, (T*)row);
        else MatrixProduct<T>.Multiply(from, aRow, aK, (T*)b, bRow, to, cRow, rows, vectors, k, start, (T*)row);
    }

    /// <summary>Two items per worker, so that one who is late holds up nobody for long.</summary>
    private void Share(long multiplyAdds)
    {
        var items = multiplyAdds < Least ? 1 : 2 * workers.Degree;
        block = ((((m - 1) / items) / Tile) + 1) * Tile;
        workers.Run(this, ((m - 1) / block) + 1);
    }
}
