namespace GrokBench.Torch.Tests;

/// <summary>How far two arrays of numbers are apart.</summary>
internal static class Difference
{
    /// <summary>The largest difference of two elements, over the largest magnitude. Elements that are no numbers, or infinite, count as infinitely far apart from all but their like.</summary>
    /// <param name="least">The scale is at least this.</param>
    public static double Relative(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double least = 0)
    {
        if (expected.Length != actual.Length) return double.PositiveInfinity;
        var (worst, scale) = (0.0, least);
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i].Equals(actual[i])) continue;
            worst = Math.Max(worst, double.IsFinite(expected[i]) && double.IsFinite(actual[i]) ? Math.Abs(expected[i] - actual[i]) : double.PositiveInfinity);
        }

        foreach (var value in expected)
        {
            if (double.IsFinite(value)) scale = Math.Max(scale, Math.Abs(value));
        }

        return worst == 0 ? 0 : worst / scale;
    }
}
