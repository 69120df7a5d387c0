using System.Collections.Immutable;
using System.Text.Json;
using GrokBench.Models;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Losses;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Records;

/// <summary>
/// <c>spec.json</c> read back: what <see cref="CanonicalSpec"/> wrote. Settings that it leaves out have the frozen default of their
/// kind's version, so that the file alone is the whole of what was trained, whatever suites say today.
/// </summary>
public static class SpecFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new SettingValueJson(), new SortedByOrdinal<SettingValue>() },
    };

    /// <exception cref="InvalidDataException">
    /// The bytes are no spec, or one of a kind, a version or a setting that this build does not have.
    /// </exception>
    public static TrainingSpec Read(byte[] bytes)
    {
        try
        {
            var spec = JsonSerializer.Deserialize<Sections>(bytes, Options)
                ?? throw new InvalidDataException("it is no specification: it is null");
            return new TrainingSpec(
                Choice("task", spec.Task, Catalogue.Tasks), Choice("model", spec.Model, Catalogue.Families),
                Choice("optimiser", spec.Optimiser, Catalogue.Optimisers),
                Choice("training", WithLoss(spec.Training), Training), spec.Seed);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"it is no specification: {exception.Message}", exception);
        }
    }

    private static ImmutableSortedDictionary<string, TrainingKind> Training { get; } =
        ImmutableSortedDictionary<string, TrainingKind>.Empty.Add(Catalogue.Training.Name, Catalogue.Training);

    /// <summary>The training section with its loss as a suite states it. A name alone is of version 1 of a loss of this program.</summary>
    private static ImmutableSortedDictionary<string, SettingValue> WithLoss(ImmutableSortedDictionary<string, SettingValue> training)
    {
        if (training.GetValueOrDefault(LossSetting.Name) is not { } value) return training;
        var stated = value.Content as ImmutableSortedDictionary<string, SettingValue>
            ?? ImmutableSortedDictionary<string, SettingValue>.Empty.Add("kind", value).Add("version", 1);
        return training.SetItem(LossSetting.Name, LossSetting.Of(Choice("loss", stated, Catalogue.Losses)));
    }

    private static Choice Choice<T>(
        string section, ImmutableSortedDictionary<string, SettingValue> stated, ImmutableSortedDictionary<string, T> kinds)
        where T : IKind
    {
        if (stated.GetValueOrDefault("kind")?.Content is not string name
            || stated.GetValueOrDefault("version")?.Content is not double version)
            throw new InvalidDataException($"its section {section} names no kind and version");
        if (!kinds.TryGetValue(name, out var kind)) throw new InvalidDataException($"this build has no {section} '{name}'");
        if (kind.Version != version)
            throw new InvalidDataException(
                FormattableString.Invariant($"it is of version {version} of {name}, and this build has version {kind.Version}"));
        var (origin, here) = (stated.GetValueOrDefault(CanonicalSpec.Origin)?.Content as string, Catalogue.OriginOf(kind));
        if (origin != here)
            throw new InvalidDataException($"its {section} '{name}' is from {origin ?? "GrokBench"}, and that of this build from {here ?? "GrokBench"}");
        try
        {
            return new Choice(kind, stated.Remove("kind").Remove("version").Remove(CanonicalSpec.Origin));
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }

    private sealed record Sections(
        ulong Seed,
        ImmutableSortedDictionary<string, SettingValue> Task,
        ImmutableSortedDictionary<string, SettingValue> Model,
        ImmutableSortedDictionary<string, SettingValue> Optimiser,
        ImmutableSortedDictionary<string, SettingValue> Training);
}
