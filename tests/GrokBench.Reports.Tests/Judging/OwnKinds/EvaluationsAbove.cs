using System.Globalization;
using GrokBench.Models.Kinds;
using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Reports.Tests.Judging.OwnKinds;

/// <summary>At how many evaluations, from a moment on, a series lies above a number. Unknown where the moment's event is censored.</summary>
public sealed record EvaluationsAbove(string Series, double Number, Anchor From) : RunQuantity
{
    public override string Text => string.Create(CultureInfo.InvariantCulture, $"evaluations of {Series} above {Number} from {From}");

    public override Reading Read(RunResult run) => Moments.Index(run, From) is { } from
        ? Reading.Exactly(Moments.Series(run, Series)[from..].Count(value => value > Number))
        : Reading.Unknown;

    private sealed class Kind() : QuantityKind(
        new Key("evaluations", "At how many evaluations a series lies above a number.", SettingType.Text, Required: true),
        new Key("above", "The number.", SettingType.Number(), Required: true),
        new Key("from", "start, an event, SHARE of EVENT, or step NUMBER; start where not stated.", SettingType.Text))
    {
        public override Quantity Read(QuantitySection text) => new EvaluationsAbove(text.Series("evaluations"), text.Number("above") ?? 0, text.Moment("from", Anchor.Start));
    }
}
