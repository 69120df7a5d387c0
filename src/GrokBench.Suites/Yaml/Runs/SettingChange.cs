namespace GrokBench.Suites.Yaml.Runs;

/// <summary>A setting's value in place of what suites state, as typed: <c>train.steps=500</c>.</summary>
/// <param name="Path">As in a profile's patch: <c>task.train</c>, <c>observe.every</c>, <c>sweep.task.train</c>.</param>
/// <param name="Value">As in a suite's text.</param>
public sealed record SettingChange(string Path, string Value)
{
    public override string ToString() => $"{Path}={Value}";
}
