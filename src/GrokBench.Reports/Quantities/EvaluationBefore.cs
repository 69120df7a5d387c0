using GrokBench.Reports.Statistics;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Quantities;

/// <summary>
/// The last evaluation before that of an event, which may have happened anywhere between the two; the event's own step at the first
/// evaluation, unknown where it is censored.
/// </summary>
public sealed record EvaluationBefore(string Event) : RunQuantity
{
    public override string Text => $"evaluation before {Event}";

    public override Reading Read(RunResult run)
    {
        if (Moments.Outcome(run, Event).Held is not { } held) return Reading.Unknown;
        var i = run.Curve.Steps.AsSpan().BinarySearch(held);
        return Reading.Exactly(i == 0 ? Math.Max(1, held) : run.Curve.Steps[i - 1]);
    }
}
