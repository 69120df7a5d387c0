namespace GrokBench.Reports.Statistics;

/// <summary>
/// Holm's step-down correction of several tests (1979): the probability of one false rejection or more stays at the level, however the
/// tests depend on each other.
/// </summary>
public static class Holm
{
    /// <summary>
    /// The adjusted p value of each test, in the order given: the test is rejected at every level that is not below it. The smallest one
    /// decides whether any test is rejected.
    /// </summary>
    public static double[] Adjusted(IReadOnlyList<double> values)
    {
        var adjusted = new double[values.Count];
        var (largest, left) = (0.0, values.Count);
        foreach (var test in Enumerable.Range(0, values.Count).OrderBy(test => values[test]))
        {
            largest = Math.Max(largest, Math.Min(1, left * values[test]));
            adjusted[test] = largest;
            left--;
        }

        return adjusted;
    }
}
