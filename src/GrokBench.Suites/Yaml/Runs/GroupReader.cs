using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>Makes a run group from its merged text.</summary>
internal sealed class GroupReader(KnownKinds kinds, EventTable events, ProblemList problems)
{
    /// <summary>Keys and values in the settings of all runs so far.</summary>
    private double settings;

    /// <returns>Null where (reported) there is a problem.</returns>
    public ResolvedGroup? Read(string name, YamlMapping text)
    {
        // A part with a problem is left out, so that the other parts are checked all the same.
        var before = problems.Misses;
        var sections = Sections(name, text);
        var seeds = Seeds(name, text);
        var observe = ObserveText.Read(text["observe"], text.Mark, kinds, events, problems);
        var (sweep, zip) = (Axes("sweep", text, sections), Axes("zip", text, sections));
        AxisReader.ReportRepeatedValues(sweep, problems);
        AxisReader.ReportUnequalLengths(zip, problems);
        foreach (var axis in zip.Where(axis => sweep.Any(other => other.Path == axis.Path)))
        {
            problems.Add(axis.Key.Mark, $"{axis.Path} in zip and in sweep", "it in one of them");
        }

        if (IsTooLarge(name, text, sections, AxisReader.Count(sweep, zip), seeds.Length)) return null;

        var reader = new CellReader(kinds, events, observe, problems);
        ImmutableArray<ResolvedCell?> cells =
        [
            .. AxisReader.Combinations(sweep, zip)
                .Select(combination => reader.Read(name, [.. combination.Select(value => value.Coordinate)], Written(sections, combination), seeds)),
        ];
        if (problems.Misses != before) return null;
        ReportSameRuns(name, text.Mark, cells!);
        ImmutableArray<Axis> axes = [.. sweep, .. zip];
        return new ResolvedGroup(name, [.. axes.Select(axis => axis.Path)], cells!, seeds, Sizes(cells[0]!.Cell, axes));
    }

    /// <summary>Reports a group with more cells, runs or settings than <see cref="Limits"/> allow, before any of them is made.</summary>
    private bool IsTooLarge(string name, YamlMapping text, Dictionary<string, YamlMapping> sections, double cells, int seeds)
    {
        var mark = Keys.Sweeps.Select(key => text[key]?.Mark).OfType<Mark>().FirstOrDefault(text["seeds"]?.Mark ?? text.Mark);
        var each = sections.Values.Sum(section => section.Size);
        var before = settings;
        settings += cells * seeds * each;
        if (cells > Limits.Cells) problems.Add(mark, $"{Limits.Figure(cells, "cells")} of {name}", Limits.AtMost(Limits.Cells));
        else if (cells * seeds > Limits.Runs) problems.Add(
            mark, $"{Limits.Figure(cells * seeds, "runs")} of {name}", Limits.AtMost(Limits.Runs));
        else if (settings > Limits.Settings && before <= Limits.Settings) problems.Add(
            mark, $"{Limits.Figure(settings, "settings")} of all runs in all profiles up to {name}", Limits.AtMost(Limits.Settings));
        return cells > Limits.Cells || cells * seeds > Limits.Runs || settings > Limits.Settings;
    }

    private Dictionary<string, YamlMapping> Sections(string name, YamlMapping text)
    {
        var sections = new Dictionary<string, YamlMapping>(StringComparer.Ordinal);
        foreach (var section in Keys.Settings)
        {
            if (text[section] is null) problems.Add(text.Mark, $"runs.{name} without '{section}', and none in defaults", "a mapping");
            else if (Section.Mapping(text[section], section, problems) is { } mapping) sections[section] = mapping;
        }

        return sections;
    }

    /// <summary>At least one seed, also where (reported) there is a problem.</summary>
    private ImmutableArray<ulong> Seeds(string name, YamlMapping text)
    {
        if (text["seeds"] is { } node) return SeedReader.Read(node, problems) is { IsEmpty: false } seeds ? seeds : [0];
        problems.Add(text.Mark, $"runs.{name} without 'seeds', and none in defaults", SeedReader.Expectation);
        return [0];
    }

    private ImmutableArray<Axis> Axes(string key, YamlMapping text, Dictionary<string, YamlMapping> sections)
    {
        IEnumerable<string> paths =
        [
            .. Paths("task", kinds.Tasks), .. Paths("model", kinds.Families), .. Paths("optimiser", kinds.Optimisers),
            $"train.{Keys.Steps.Name}", .. kinds.Training.Settings.Select(setting => $"train.{setting.Name}"), .. StagePaths(),
        ];
        return AxisReader.Read(text[key], key, [.. paths], problems);

        // What the stages that are there state, and what they could.
        IEnumerable<string> StagePaths() =>
            from stage in (sections.GetValueOrDefault("train")?[TrainingStage.Setting] as YamlSequence)?.Items.Index() ?? []
            from path in Paths("task", kinds.Tasks).Concat(Paths("optimiser", kinds.Optimisers)).Append("train.batch")
                .Where(path => path.Split('.') is [var section, var setting] && TrainingStage.CanChange(section, setting))
                .Concat(TrainingStage.Type.Entries.Select(entry => entry.Name))
            select new StagePath(stage.Index, path).ToString();

        // The kind and the settings of a section, under every kind that it takes; under any at all where (reported) it has none that is
        // known.
        IEnumerable<string> Paths<T>(string section, IReadOnlyDictionary<string, T> known)
            where T : IKind
        {
            var swept = Keys.Sweeps.Select(sweep => (text[sweep] as YamlMapping)?[$"{section}.kind"]).OfType<YamlSequence>().SelectMany(list => list.Items);
            var named = swept.Append(sections.GetValueOrDefault(section)?["kind"]).OfType<YamlScalar>().Select(scalar => scalar.Text).Where(known.ContainsKey).ToList();
            return (named.Count > 0 ? named : known.Keys).SelectMany(kind => known[kind].Settings).Select(setting => $"{section}.{setting.Name}")
                .Prepend($"{section}.kind").Distinct();
        }
    }

    private static Dictionary<string, YamlMapping> Written(Dictionary<string, YamlMapping> sections, ImmutableArray<AxisValue> combination)
    {
        var written = new Dictionary<string, YamlMapping>(sections, StringComparer.Ordinal);
        foreach (var (axis, node) in combination)
        {
            if (!written.TryGetValue(axis.Section, out var section)) continue;
            written[axis.Section] = StagePath.Of(axis.Path) is { } path
                ? InStage(section, path, axis, node)
                : section.With(Entry(axis, axis.Setting, node));
        }

        return written;

        static YamlEntry Entry(Axis axis, string key, YamlNode node) => new(new YamlScalar(axis.Key.Mark, key, plain: true), node);

        static YamlMapping InStage(YamlMapping train, StagePath path, Axis axis, YamlNode node)
        {
            var entry = train.Find(TrainingStage.Setting)!;
            var stages = (YamlSequence)entry.Value;
            if (stages.Items[path.Index] is not YamlMapping stage) return train;
            var items = stages.Items.SetItem(path.Index, stage.With(Entry(axis, path.Key, node)));
            return train.With(entry with { Value = new YamlSequence(stages.Mark, items) });
        }
    }

    /// <summary>Two cells whose runs are the same would count every seed twice.</summary>
    private void ReportSameRuns(string name, Mark mark, ImmutableArray<ResolvedCell> cells)
    {
        foreach (var same in cells.Select(cell => cell.Cell).GroupBy(cell => cell.Runs[0].Id).Where(same => same.Count() > 1))
        {
            // The likeliest reason has a way out.
            var budget = same.SelectMany(cell => cell.Coordinates).Any(coordinate => coordinate.Axis == $"train.{Keys.Steps.Name}")
                ? " (a budget is no part of a run: claims read the longest one at a moment such as 'step 1000')"
                : "";
            problems.Add(mark, $"the same runs in {NameList.Of([.. same.Select(cell => cell.Name)], " and ")}", $"cells of {name} that differ in what they train{budget}");
        }
    }

    private static ImmutableArray<KeyValuePair<string, string>> Sizes(Cell cell, ImmutableArray<Axis> axes)
    {
        var (training, steps) = (cell.Runs[0].Training, cell.Runs[0].Observation.Steps);
        var single = Of("task", training.Task).Concat(Of("model", training.Model)).Concat(Of("optimiser", training.Optimiser))
            .Append(new("train.steps", ((SettingValue)(double)steps).ToString()))
            .Concat(Of("train", training.Training).Where(size => size.Key is not ("train.kind" or $"train.{TrainingStage.Setting}")))
            .Concat(OfStages());
        return [.. single.Select(size => axes.FirstOrDefault(axis => axis.Path == size.Key) is { } axis ? new(size.Key, Values(axis)) : size)];

        static IEnumerable<KeyValuePair<string, string>> Of(string section, Choice choice) => choice.Kind.Settings
            .Select(setting => new KeyValuePair<string, string>($"{section}.{setting.Name}", choice[setting.Name].ToString()))
            .Prepend(new($"{section}.kind", choice.Kind.Name));

        IEnumerable<KeyValuePair<string, string>> OfStages() =>
            from stage in ((ImmutableArray<SettingValue>)training.Training[TrainingStage.Setting].Content).Index()
            from stated in (ImmutableSortedDictionary<string, SettingValue>)stage.Item.Content
            select KeyValuePair.Create(new StagePath(stage.Index, stated.Key).ToString(), stated.Value.ToString());

        static string Values(Axis axis) => axis.Settings is [var only] ? only.ToString() : SettingValue.ListOf(axis.Settings).ToString();
    }
}
