namespace GrokBench.Torch;

/// <summary>Numbers of every example of every run, run-major, before they go to the device.</summary>
internal sealed class HostRows<T>(int runs, int count, int width)
    where T : unmanaged
{
    /// <summary>Per example.</summary>
    public int Width { get; } = width;

    public T[] Values { get; } = new T[runs * count * width];

    public Span<T> Of(int run) => Values.AsSpan(run * count * Width, count * Width);

    /// <summary>Copies chosen examples' numbers.</summary>
    /// <param name="sourceWidth">Numbers per example of the source, of which the first are taken.</param>
    /// <param name="what">Of what they are, in the plural, for the message.</param>
    /// <param name="mayHaveMore">Whether an example may have more than are taken.</param>
    public void Read(int run, T[] source, int sourceWidth, ReadOnlySpan<int> rows, string what, bool mayHaveMore = false)
    {
        if (sourceWidth < Width || (sourceWidth > Width && !mayHaveMore)) throw new ArgumentException($"examples have {sourceWidth} {what}, the graph takes {Width}");
        var target = Of(run);
        for (var i = 0; i < rows.Length; i++) source.AsSpan(rows[i] * sourceWidth, Width).CopyTo(target[(i * Width)..]);
    }
}
