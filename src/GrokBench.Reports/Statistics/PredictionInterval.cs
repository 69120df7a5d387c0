namespace GrokBench.Reports.Statistics;

/// <summary>
/// Where one more seed's value falls: the next of exchangeable values lies between the smallest and the largest of n with probability (n
/// - 1)/(n + 1), whatever the
/// distribution (David and Nagaraja, Order Statistics, section 7.3). Wider than the interval of the median, which is about many more seeds.
/// </summary>
/// <param name="Low">Negative infinity when open.</param>
/// <param name="High">Positive infinity when open.</param>
/// <param name="Coverage">That probability; 0 with one value.</param>
public readonly record struct PredictionInterval(double Low, double High, double Coverage)
{
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static PredictionInterval Of(IReadOnlyCollection<Reading> values)
    {
        if (values.Count == 0) throw new ArgumentException("a prediction needs at least one value", nameof(values));
        return new(values.Min(value => value.Low), values.Max(value => value.High), (values.Count - 1.0) / (values.Count + 1.0));
    }
}
