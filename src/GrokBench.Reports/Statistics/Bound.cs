namespace GrokBench.Reports.Statistics;

/// <summary>How a shown value relates to the true one.</summary>
public enum Bound
{
    /// <summary>It is the value.</summary>
    None,

    /// <summary>The true value is larger ("&gt; T"): an event was censored.</summary>
    Above,

    /// <summary>The true value is smaller: the event of a denominator was censored.</summary>
    Below,

    /// <summary>Nothing is known, as when both events of a pair are censored; the value is NaN.</summary>
    Unknown,
}
