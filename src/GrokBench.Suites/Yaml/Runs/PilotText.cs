using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>Reads a <see cref="PilotPatch"/> into the shape of a run group, as a profile's patch is read; problems name the option instead of a line.</summary>
internal static class PilotText
{
    private const string Settings = "--set", Seeds = "--seeds";

    public static YamlMapping Read(PilotPatch patch, KnownKinds kinds, ProblemList problems)
    {
        var mark = Mark.OfOption(Settings);
        var entries = patch.Settings.Select(change => Entry(change, kinds, problems)).OfType<YamlEntry>().ToImmutableArray();
        foreach (var same in entries.GroupBy(entry => entry.Key.Text).Where(same => same.Count() > 1)) problems.Add(mark, $"{same.Key} for the second time", "each setting once");
        var expanded = Patch.Expand(new YamlMapping(mark, entries), Settings, problems);
        return patch.Seeds is { From: { } first } seeds ? expanded.With(Range(first, seeds.Count)) : expanded;
    }

    private static YamlEntry? Entry(SettingChange change, KnownKinds kinds, ProblemList problems)
    {
        var mark = Mark.OfOption(Settings);
        var (section, before) = (change.Path.Split('.')[0], problems.Misses);
        var paths = Paths(kinds).ToList();
        if (change.Path == "seeds")
        {
            problems.Add(mark, change.ToString(), "--seeds 900..904");
        }
        else if (!change.Path.Contains('.') || !(Keys.Settings.Contains(section) || section == "observe" || Keys.Sweeps.Contains(section)))
        {
            problems.Add(mark, $"unknown setting '{change.Path}'", Spelling.Nearest(change.Path, paths) ?? "a path such as task.train, train.steps, observe.every or sweep.task.train");
        }

        // The value as a suite would have it behind a key.
        var own = new ProblemList(Settings);
        var value = YamlTree.Read($"value: {change.Value}", own)?["value"];
        if (own.Misses > 0) problems.Add(mark, $"{change.Path} is '{change.Value}'", "a value as a suite states it");
        return value is null || problems.Misses > before ? null : new YamlEntry(new YamlScalar(mark, change.Path, plain: true), value.At(mark));
    }

    private static IEnumerable<string> Paths(KnownKinds kinds) =>
    [
        .. Of("task", kinds.Tasks.Values), .. Of("model", kinds.Families.Values), .. Of("optimiser", kinds.Optimisers.Values), $"train.{Keys.Steps.Name}", .. Of("train", [kinds.Training]),
        .. Keys.Observe.Select(key => $"observe.{key.Name}"),
    ];

    private static IEnumerable<string> Of(string section, IEnumerable<IKind> kinds) =>
        kinds.SelectMany(kind => kind.Settings).Select(setting => $"{section}.{setting.Name}").Distinct();

    private static YamlEntry Range(ulong first, int count)
    {
        var mark = Mark.OfOption(Seeds);
        return Pair("seeds", new YamlMapping(mark, [Pair("from", Number(first)), Pair("count", Number((ulong)count))]));

        YamlEntry Pair(string key, YamlNode value) => new(new YamlScalar(mark, key, plain: true), value);

        YamlScalar Number(ulong number) => new(mark, FormattableString.Invariant($"{number}"), plain: true);
    }
}
