using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;

namespace GrokBench.Suites.Records;

/// <summary>
/// The resolved settings of a run, defaults included. Each section also has <c>kind</c> and <c>version</c>, as suites and <c>spec.json</c> have them.
/// </summary>
/// <param name="Train">The training section: batch, loss, precision.</param>
public sealed record RunSettings(
    ulong Seed,
    ImmutableSortedDictionary<string, SettingValue> Task,
    ImmutableSortedDictionary<string, SettingValue> Model,
    ImmutableSortedDictionary<string, SettingValue> Optimiser,
    ImmutableSortedDictionary<string, SettingValue> Train)
{
    public static RunSettings Of(TrainingSpec spec) => new(spec.Seed, Section(spec.Task), Section(spec.Model), Section(spec.Optimiser), Section(spec.Training));

    /// <summary>Every setting by its path, such as <c>task.modulus</c>.</summary>
    public IEnumerable<KeyValuePair<string, SettingValue>> Paths() =>
        new[] { ("task", Task), ("model", Model), ("optimiser", Optimiser), ("train", Train) }
            .SelectMany(section => section.Item2, (section, setting) => KeyValuePair.Create($"{section.Item1}.{setting.Key}", setting.Value));

    private static ImmutableSortedDictionary<string, SettingValue> Section(Choice choice) =>
        choice.Values.Append(new("kind", choice.Kind.Name)).Append(new("version", choice.Kind.Version)).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
