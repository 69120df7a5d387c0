using System.Collections.Immutable;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Claims;

/// <summary>A machine-checkable prediction. What each kind computes and how it is decided: docs/statistics.md.</summary>
public abstract record Check
{
    /// <summary>All cells this check reads.</summary>
    public abstract IEnumerable<CellSelector> Selectors { get; }
}

/// <summary>
/// Per seed: a quantity, or its ratio to a second one, lies at or above <paramref name="AtLeast"/> and at or below <paramref name="AtMost"/> (either may be null).
/// Several cells: in every one.
/// </summary>
public sealed record ThresholdCheck(CellSelector Over, Quantity Of, Quantity? To, double? AtLeast, double? AtMost) : Check
{
    public override IEnumerable<CellSelector> Selectors => [Over];
}

/// <summary>Per seed: the event does not happen within a budget of at least three times its median in the cells of <paramref name="While"/>.</summary>
public sealed record NeverCheck(CellSelector Over, string Event, CellSelector While) : Check
{
    public override IEnumerable<CellSelector> Selectors => [Over, While];
}

/// <summary>Per seed: the run ends in one of these phases. Several cells: in every one.</summary>
public sealed record PhaseCheck(CellSelector Over, ImmutableArray<Phase> Phases) : Check
{
    public override IEnumerable<CellSelector> Selectors => [Over];
}

/// <summary>Per pair of equal seeds: quantity in A is at least <paramref name="Factor"/> times the quantity in B, at a factor of 1 greater (single cells each).</summary>
public sealed record PairedCheck(CellSelector Of, CellSelector Than, Quantity Quantity, double Factor) : Check
{
    public override IEnumerable<CellSelector> Selectors => [Of, Than];
}

/// <summary>Over cells: the medians rise (or fall) strictly along an axis.</summary>
public sealed record OrderedCheck(CellSelector Over, Quantity Of, string Axis, bool Increasing) : Check
{
    public override IEnumerable<CellSelector> Selectors => [Over];
}

/// <summary>Over cells: the least-squares slope of ln(median) against the axis, or its logarithm, lies between two numbers (either may be null).</summary>
/// <param name="LogAxis">True: power law. False: exponential rate per unit of the axis.</param>
public sealed record SlopeCheck(CellSelector Over, Quantity Of, string Axis, bool LogAxis, double? AtLeast, double? AtMost) : Check
{
    /// <summary>The quantile of the seeds that takes the median's place, between 0 and 1.</summary>
    public double Quantile { get; init; } = 0.5;

    public override IEnumerable<CellSelector> Selectors => [Over];
}

/// <summary>Over runs of all cells: Spearman's rank correlation of two quantities is at least (or at most) a number.</summary>
public sealed record CorrelationCheck(CellSelector Over, Quantity Of, Quantity With, double? AtLeast, double? AtMost) : Check
{
    public override IEnumerable<CellSelector> Selectors => [Over];
}

/// <summary>
/// Over cells, each a group of runs: the intraclass correlation ICC(1), the share of a quantity's variance that lies between the cells, is at least a number.
/// </summary>
public sealed record IntraclassCheck(CellSelector Over, Quantity Of, double AtLeast) : Check
{
    public override IEnumerable<CellSelector> Selectors => [Over];
}

/// <summary>Over the seeds of a cell: the smallest value divided by the median lies between two numbers (either may be null). Several cells: in every one.</summary>
public sealed record SpreadCheck(CellSelector Over, Quantity Of, double? AtLeast, double? AtMost) : Check
{
    public override IEnumerable<CellSelector> Selectors => [Over];
}

/// <summary>
/// The smallest value of an axis from which at least half of the seeds reach the event ("f50") in A is at most <paramref name="Factor"/> times that in B; an interval between grid points.
/// </summary>
public sealed record OnsetCheck(CellSelector Of, CellSelector Than, string Axis, string Event, double Factor) : Check
{
    public override IEnumerable<CellSelector> Selectors => [Of, Than];
}

/// <summary>Every part holds: reproduced when all are, refuted when one is, else inconclusive.</summary>
public sealed record AllCheck(ImmutableArray<Check> Parts) : Check
{
    public override IEnumerable<CellSelector> Selectors => Parts.SelectMany(part => part.Selectors);
}
