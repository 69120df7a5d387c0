using GrokBench.Models.Kinds;
using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Reports.Quantities;

/// <summary>Steps from one event to another, at least 1: at least that many where only the other is censored, unknown where the first one is.</summary>
public sealed record Delay(string Event, string After) : RunQuantity
{
    public override string Text => $"delay from {After} to {Event}";

    public override Reading Read(RunResult run)
    {
        var (late, early) = (EventStep.Of(Moments.Outcome(run, Event)), EventStep.Of(Moments.Outcome(run, After)));
        if (!early.Exact) return Reading.Unknown;
        var steps = Math.Max(1, late.Value - early.Value);
        return late.Exact ? Reading.Exactly(steps) : Reading.MoreThan(steps);
    }

    private sealed class Kind() : QuantityKind(
        new Key("delay", "Steps to this event from that of after; at least 1.", SettingType.Text, Required: true),
        new Key("after", "An event.", SettingType.Text, Required: true))
    {
        public override Quantity Read(QuantitySection text) => new Delay(text.Event("delay"), text.Event("after"));
    }
}
