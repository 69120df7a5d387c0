namespace GrokBench.Models.Measures.Representations;

/// <summary>
/// The span of rows of small integers, as a reduced basis by Gaussian elimination. Rows of the four coefficients ±1 (or ±2) of a parallelogram stay far from rounding errors, so that
/// whether one depends on others is told exactly.
/// </summary>
/// <param name="columns">Numbers of a row.</param>
internal sealed class LinearSpan(int columns)
{
    /// <summary>What is left of a row that depends on the others is a few rounding errors; of one that does not, a ratio of small integers.</summary>
    private const double Nothing = 1e-9;

    /// <summary>By column: the row of the basis that has its leading 1 there, and 0 where the others have theirs.</summary>
    private readonly double[]?[] basis = new double[]?[columns];

    public int Rank { get; private set; }

    public bool Contains(double[] row) => Leading(Remainder(row)) is null;

    public void Add(double[] row)
    {
        var rest = Remainder(row);
        if (Leading(rest) is not { } lead) return;
        var scale = 1 / rest[lead];
        for (var j = 0; j < columns; j++) rest[j] = Math.Abs(rest[j]) > Nothing ? rest[j] * scale : 0;
        foreach (var other in basis) Subtract(other, lead, rest);
        basis[lead] = rest;
        Rank++;
    }

    private double[] Remainder(double[] row)
    {
        var rest = (double[])row.Clone();
        for (var lead = 0; lead < columns; lead++)
        {
            if (basis[lead] is { } known) Subtract(rest, lead, known);
        }

        return rest;
    }

    private static int? Leading(double[] row)
    {
        var lead = Array.FindIndex(row, value => Math.Abs(value) > Nothing);
        return lead < 0 ? null : lead;
    }

    /// <summary>Takes away as much of a basis row as makes the row 0 at its lead.</summary>
    private static void Subtract(double[]? row, int lead, double[] known)
    {
        if (row is null || row[lead] == 0) return;
        var share = row[lead];
        for (var j = 0; j < row.Length; j++) row[j] -= share * known[j];
    }
}
