namespace GrokBench.Tensors;

/// <summary>
/// An order of a full batch in which neighbours share tokens, so that the rows of a table which a chunk of examples touches are few: by the bits of the first
/// two token columns that vary, interleaved (Morton 1966). The order of a full batch decides the order of sums and nothing else.
/// </summary>
public static class LocalOrder
{
    private const int Bits = 20;

    public static int[] Of(Examples examples, int[] rows)
    {
        var columns = Enumerable.Range(0, examples.TokenWidth).Where(column => rows.Any(row => Token(row, column) != Token(rows[0], column))).Take(2).ToArray();
        var ordered = (int[])rows.Clone();
        if (columns.Length == 2) Array.Sort(Array.ConvertAll(ordered, row => (Interleaved(Token(row, columns[0]), Token(row, columns[1])), row)), ordered);
        return ordered;

        int Token(int row, int column) => examples.Tokens[(row * examples.TokenWidth) + column];
    }

    private static long Interleaved(int a, int b)
    {
        var code = 0L;
        for (var bit = 0; bit < Bits; bit++) code |= ((long)((a >> bit) & 1) << ((2 * bit) + 1)) | ((long)((b >> bit) & 1) << (2 * bit));
        return code;
    }
}
