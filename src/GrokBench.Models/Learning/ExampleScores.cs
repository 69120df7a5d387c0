using GrokBench.Tensors;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Learning;

/// <summary>
/// Loss and correctness per example at the present parameters, each computed once however many splits the example belongs to.
/// </summary>
internal sealed class ExampleScores(IProgram program, Examples examples)
{
    /// <summary>The arrays below, and the program's own copies of losses, marks and rows.</summary>
    public const int BytesPerExample = (3 * sizeof(double)) + (4 * sizeof(byte)) + (2 * sizeof(int));

    private readonly double[] losses = new double[examples.Count], newLosses = new double[examples.Count];
    private readonly byte[] correct = new byte[examples.Count], newCorrect = new byte[examples.Count];
    private readonly bool[] known = new bool[examples.Count];
    private readonly int[] missing = new int[examples.Count];
    private long changes;

    private bool HasAccuracy => examples.LabelWidth > 0 || examples.Correctness is not null;

    /// <summary>Forgets the scores of parameters that are no more. To be called before <see cref="Keep"/> is relied on.</summary>
    public void Refresh()
    {
        if (program.Parameters.Changes == changes) return;
        Array.Clear(known);
        Keep();
    }

    /// <summary>To be called when the parameters are again as they were at the last <see cref="Refresh"/>.</summary>
    public void Keep() => changes = program.Parameters.Changes;

    /// <summary>Means over the rows, summed first to last in float64; NaN for no rows.</summary>
    public SplitScore Mean(ReadOnlySpan<int> rows)
    {
        Complete(rows);
        var (loss, right) = (0.0, 0);
        foreach (var row in rows)
        {
            loss += losses[row];
            right += correct[row];
        }

        return new SplitScore(loss / rows.Length, HasAccuracy ? (double)right / rows.Length : double.NaN);
    }

    private void Complete(ReadOnlySpan<int> rows)
    {
        Refresh();
        var count = 0;
        foreach (var row in rows)
        {
            if (known[row]) continue;
            missing[count++] = row;
            known[row] = true;
        }

        if (count == 0) return;
        program.Score(examples, missing.AsSpan(0, count), newLosses.AsSpan(0, count), newCorrect.AsSpan(0, count));
        for (var i = 0; i < count; i++)
        {
            losses[missing[i]] = newLosses[i];
            correct[missing[i]] = newCorrect[i];
        }
    }
}
