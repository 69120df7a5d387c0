using System.Numerics;

namespace GrokBench.Tensors;

/// <summary>The class that outputs stand for: one rule for scores, predictions and measures.</summary>
public static class Labels
{
    /// <summary>Index of the largest value, the first of equals; -1 when any value is NaN, so that nothing is right by accident.</summary>
    public static int Largest<T>(ReadOnlySpan<T> values)
        where T : IFloatingPointIeee754<T>
    {
        var best = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (T.IsNaN(values[i])) return -1;
            if (values[i] > values[best]) best = i;
        }

        return best;
    }
}
