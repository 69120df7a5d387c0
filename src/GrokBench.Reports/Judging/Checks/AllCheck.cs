using System.Collections.Immutable;
using GrokBench.Reports.Quantities;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Reports.Judging.Checks;

/// <summary>Every one of these holds: reproduced when all are, refuted when one is, else inconclusive.</summary>
public sealed record AllCheck(ImmutableArray<JudgedCheck> Checks) : JudgedCheck
{
    public override IEnumerable<CellSelector> Selectors => Checks.SelectMany(check => check.Selectors);

    public override IEnumerable<RunQuantity> Quantities => Checks.SelectMany(check => check.Quantities);

    public override string Text => string.Join("; and ", Checks.Select(check => check.Text));

    public override ImmutableArray<JudgedCheck> Parts => [.. Checks.SelectMany(check => check.Parts)];

    public override Decision Decide(Evidence evidence) => throw new InvalidOperationException("its parts are decided one by one");

    private sealed class Kind() : CheckKind("all", "Every part holds.", Over, new Key("parts", "Checks.", Shape: "checks", Required: true))
    {
        public override Check? Read(CheckSection text) => text.Checks("parts") is { } parts ? new AllCheck([.. parts.Cast<JudgedCheck>()]) : null;
    }
}
