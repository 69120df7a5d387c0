using System.Collections.Immutable;
using GrokBench.Models;
using GrokBench.Models.Kinds;

namespace GrokBench.Runner.Tests.Fuzz;

/// <summary>A run group whose numbers are random.</summary>
/// <param name="Axes">The swept paths with their values.</param>
internal sealed record RandomGroup(string Name, string Text, ImmutableArray<(string Path, ImmutableArray<string> Values)> Axes, ImmutableArray<string> Measures)
{
    public static RandomGroup Make(string name, Extremes extremes)
    {
        var chosen = extremes.Pick(Base.All);
        var task = Changed("task", chosen.Task, Kind(chosen.Task, Catalogue.Tasks), extremes);
        var model = Changed("model", chosen.Model, Kind(chosen.Model, Catalogue.Families), extremes);
        var optimiser = Changed("optimiser", chosen.Optimiser, Kind(chosen.Optimiser, Catalogue.Optimisers), extremes);
        var train = Changed("train", $" {chosen.Train}", Catalogue.Training, extremes);
        ImmutableArray<string> paths = [.. task.Numbers, .. model.Numbers, .. optimiser.Numbers];
        ImmutableArray<(string Path, ImmutableArray<string> Values)> axes = extremes.Chance(0.7) ? [Axis(paths, extremes)] : [];
        if (axes.Length > 0 && extremes.Chance(0.25) && Axis(paths, extremes) is var second && second.Path != axes[0].Path) axes = axes.Add(second);
        var isZip = axes.Length == 2 && extremes.Chance(0.5);
        if (isZip) axes = [.. axes.Select(axis => (axis.Path, axis.Values[..axes.Min(other => other.Values.Length)]))];
        ImmutableArray<string> measures = [.. Catalogue.Measures.Keys.Where(_ => extremes.Chance(0.1))];
        var text =
            $$"""
              {{name}}:
                task: { {{task.Text}} }
                model: { {{model.Text}} }
                optimiser: { {{optimiser.Text}} }
                train: { steps: {{extremes.Pick(1, 2, 7, 20)}},{{train.Text}} }
                observe: { {{Observation(measures, extremes)}} }
                seeds: {{extremes.Pick("1", "2", "5", "[7, 3]", "{ from: 900, count: 2 }")}}

            """;
        if (axes.Length > 0) text += $"    {(isZip ? "zip" : "sweep")}: {{ {string.Join(", ", axes.Select(axis => $"{axis.Path}: [{string.Join(", ", axis.Values)}]"))} }}\n";
        return new RandomGroup(name, text, axes, measures);
    }

    private static string Observation(ImmutableArray<string> measures, Extremes extremes)
    {
        List<string> parts = [$"measures: [{string.Join(", ", measures)}]"];
        if (extremes.Chance(0.7)) parts.Add($"per-decade: {extremes.Pick(1, 2, 5, 40, 1000)}");
        if (extremes.Chance(0.4)) parts.Add($"every: {extremes.Pick(1, 3, 20, 1_000_000)}");
        if (extremes.Chance(0.3)) parts.Add($"grokking-{(extremes.Chance(0.5) ? "ratio" : "delay")}: {extremes.Number(SettingType.Number(1))}");
        if (extremes.Chance(0.4)) parts.Add($"stop: {extremes.Pick("never", "{ after: [t_mem] }", "{ after: [t_gen, t_mem], extra: 0 }", "{ after: [e0], extra: 1e300 }")}");
        return string.Join(", ", parts);
    }

    private static (string Path, ImmutableArray<string> Values) Axis(ImmutableArray<string> paths, Extremes extremes)
    {
        var path = extremes.Pick(paths);
        var (section, key) = (path.Split('.')[0], path.Split('.')[1]);
        var setting = Kinds(section).SelectMany(kind => kind.Settings).First(setting => setting.Name == key && IsNumber(setting.Type));
        return (path, [.. Enumerable.Range(0, extremes.Integer(2, 5)).Select(_ => extremes.Number(setting.Type)!).Distinct()]);
    }

    private static IEnumerable<IKind> Kinds(string section) => section switch
    {
        "task" => Catalogue.Tasks.Values,
        "model" => Catalogue.Families.Values,
        _ => Catalogue.Optimisers.Values,
    };

    /// <summary>A section with some values changed and others added. Sizes stay: they say how long a run takes.</summary>
    /// <returns>Its text, and the paths of its numbers.</returns>
    private static (string Text, ImmutableArray<string> Numbers) Changed(string section, string text, IKind kind, Extremes extremes)
    {
        foreach (var setting in kind.Settings)
        {
            var at = text.IndexOf($" {setting.Name}: ", StringComparison.Ordinal);
            if (!extremes.Chance(at >= 0 && IsNumber(setting.Type) ? 0.4 : 0.08)) continue;
            var value = setting.Type switch
            {
                _ when IsNumber(setting.Type) => extremes.Number(setting.Type),
                FlagType or ChoiceType => extremes.Value(setting.Type),
                IntegerType when section == "optimiser" => extremes.Pick("0", "1", "7", "2147483647"),
                _ => null,
            };
            if (value is null) continue;
            var end = at < 0 ? -1 : text.IndexOf(',', at);
            text = at < 0 ? $"{text}, {setting.Name}: {value}" : $"{text[..at]} {setting.Name}: {value}{(end < 0 ? "" : text[end..])}";
        }

        if (text.IndexOf("betas:", StringComparison.Ordinal) is var betas and >= 0 && extremes.Chance(0.3))
            text = $"{text[..betas]}betas: [{Below1(extremes)}, {Below1(extremes)}]{text[(text.IndexOf(']', StringComparison.Ordinal) + 1)..]}";
        return (text, [.. kind.Settings.Where(setting => IsNumber(setting.Type)).Select(setting => $"{section}.{setting.Name}")]);
    }

    private static T Kind<T>(string text, ImmutableSortedDictionary<string, T> kinds) => kinds[text.Split(',')[0].Split(": ")[1]];

    private static string Below1(Extremes extremes) => extremes.Pick("0", "5e-324", "1e-300", "0.5", "0.99999999999999989");

    private static bool IsNumber(SettingType type) => type is NumberType || (type is UnionType union && union.Types.Any(part => part is NumberType));
}
