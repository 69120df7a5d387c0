namespace GrokBench.Models.Tests.Tasks;

/// <summary>Gaussian elimination with row exchange: the plain reference of the tests.</summary>
internal static class Elimination
{
    public static double[] Solve(int size, Func<int, int, double> matrix, Func<int, double> right)
    {
        var rows = Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size + 1).Select(j => j < size ? matrix(i, j) : right(i)).ToArray()).ToArray();
        for (var pivot = 0; pivot < size; pivot++)
        {
            var largest = Enumerable.Range(pivot, size - pivot).MaxBy(i => Math.Abs(rows[i][pivot]));
            (rows[pivot], rows[largest]) = (rows[largest], rows[pivot]);
            for (var i = 0; i < size; i++)
            {
                if (i == pivot) continue;
                var factor = rows[i][pivot] / rows[pivot][pivot];
                for (var j = pivot; j <= size; j++) rows[i][j] -= factor * rows[pivot][j];
            }
        }

        return [.. rows.Select((row, i) => row[size] / row[i])];
    }
}
