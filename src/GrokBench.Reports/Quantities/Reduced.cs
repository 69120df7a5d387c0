using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Quantities;

/// <summary>What a series comes to between two moments, both included.</summary>
/// <param name="How">One of <see cref="Reductions"/>.</param>
public sealed record Reduced(Reduction How, string Series, Anchor From, Anchor To) : RunQuantity
{
    public const int UsualWindow = 20;

    /// <summary>Intervals that a running median looks back on, where the reduction has one; at least 1.</summary>
    public int Window { get; init; } = UsualWindow;

    public override string Text => $"{How.Phrase(this)} from {From} to {To}";

    public override bool Signed => How.Signed;

    public override Reading Read(RunResult run) =>
        Moments.Between(run, From, To) is var (from, to) ? Reading.Exactly(How.Of(new Stretch(run, Series, from, to, Window))) : Reading.Unknown;
}
