using GrokBench.Reports.Statistics;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Quantities;

/// <summary>The run's last evaluation, as far as its asker needed it.</summary>
public sealed record LastStep : RunQuantity
{
    public static LastStep Instance { get; } = new();

    public override string Text => "last step";

    public override Reading Read(RunResult run) => Reading.Exactly(run.Curve.Steps[^1]);
}
