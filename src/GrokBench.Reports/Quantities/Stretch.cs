using System.Collections.Immutable;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Quantities;

/// <summary>The part of a run between two evaluations, both included.</summary>
/// <param name="name">Of the series that is reduced.</param>
/// <param name="from">Index of the first evaluation.</param>
/// <param name="to">Index of the last, at least as large.</param>
/// <param name="window">See <see cref="Reduced.Window"/>.</param>
public sealed class Stretch(RunResult run, string name, int from, int to, int window)
{
    public ImmutableArray<long> Steps { get; } = run.Curve.Steps[from..(to + 1)];

    /// <summary>One for each step.</summary>
    public ImmutableArray<double> Values => Moments.Series(run, name)[from..(to + 1)];

    public int Window => window;

    /// <summary>Indices of the first and the last evaluation in <see cref="Whole"/>.</summary>
    public (int From, int To) Ends => (from, to);

    /// <summary>A series of the whole run whose name is that of the reduced one and more: <c>step-loss</c> and <c>.max</c>.</summary>
    public ImmutableArray<double> Whole(string ending) => Moments.Series(run, name + ending);
}
