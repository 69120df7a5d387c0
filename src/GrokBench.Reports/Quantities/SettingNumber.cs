using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Reports.Quantities;

/// <summary>The number that a setting of the run has.</summary>
/// <param name="Path">A section and a key: <c>task.spurious</c>.</param>
public sealed record SettingNumber(string Path) : RunQuantity
{
    public override string Text => Path;

    public override bool Signed => true;

    public override double? Determined(TrainingSpec training) => SettingPath.Number(training, Path);

    public override Reading Read(RunResult run) => Reading.Exactly(Determined(run.Spec.Training) ?? double.NaN);

    private sealed class Kind() : QuantityKind(new Key("setting", "The number that a setting has, by its path: task.train.", SettingType.Text, Required: true))
    {
        public override Quantity Read(QuantitySection text) => new SettingNumber(text.Setting("setting"));
    }
}
