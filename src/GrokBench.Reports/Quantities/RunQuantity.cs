using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Quantities;

/// <summary>A quantity that says how it is read from a run.</summary>
public abstract record RunQuantity : Quantity
{
    /// <summary>
    /// The value. Unknown where a moment that it needs did not come, where its moments are out of order, and where its value is NaN.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The run lacks the series.</exception>
    /// <exception cref="ArgumentException">The run's observation lacks the event.</exception>
    public abstract Reading Read(RunResult run);
}
