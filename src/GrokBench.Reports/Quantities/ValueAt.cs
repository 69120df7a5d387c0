using GrokBench.Models.Kinds;
using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Reports.Quantities;

/// <summary>A series' value at a moment. Unknown where the moment's event is censored.</summary>
public sealed record ValueAt(string Series, Anchor At) : RunQuantity
{
    public override string Text => $"{Series} at {At}";

    public override Reading Read(RunResult run) => Moments.Index(run, At) is { } i ? Reading.Exactly(Moments.Series(run, Series)[i]) : Reading.Unknown;

    private sealed class Kind() : QuantityKind(
        new Key("measure", "The value of a series at a moment.", SettingType.Text, Required: true),
        new Key("at", "start, end, an event, EVENT or end, SHARE of EVENT, or step NUMBER.", SettingType.Text, Required: true))
    {
        public override Quantity Read(QuantitySection text) => new ValueAt(text.Series("measure"), text.Moment("at", Anchor.End));
    }
}
