namespace GrokBench.Suites.Claims;

/// <summary>
/// A machine-checkable prediction, as far as a suite needs to know it. What the kinds of checks compute and how they are decided:
/// docs/statistics.md.
/// </summary>
public abstract record Check
{
    /// <summary>All cells that this check reads.</summary>
    public abstract IEnumerable<CellSelector> Selectors { get; }
}
