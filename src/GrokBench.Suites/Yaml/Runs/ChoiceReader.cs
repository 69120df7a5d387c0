using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Suites.Yaml.Nodes;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>Reads a section whose keys are the settings of a kind.</summary>
internal static class ChoiceReader
{
    /// <summary>The kind that the section names; null where it names none or (reported) an unknown one.</summary>
    public static T? Kind<T>(YamlMapping section, string title, IReadOnlyDictionary<string, T> kinds, ProblemList problems)
        where T : class, IKind
    {
        if (section["kind"] is not { } node)
        {
            problems.Add(section.Mark, $"{title} without 'kind'", $"one of {string.Join(", ", kinds.Keys)}");
            return null;
        }

        if (node.ToSettingValue()?.ToString() is { } name && kinds.TryGetValue(name, out var kind)) return kind;
        problems.AddUnknown(node.Mark, title, node is YamlScalar scalar ? scalar.Text : node.Description, "", kinds.Keys);
        return null;
    }

    /// <summary>The kind with the section's values; null where one of them is (reported) missing, unknown or not accepted.</summary>
    /// <param name="others">Keys of the section that are none of the kind's settings, and are not in it any more.</param>
    public static Choice? Read(YamlMapping section, string title, IKind kind, ProblemList problems, params ImmutableArray<string> others) =>
        Values(section.Without("kind"), title, kind.Settings, problems, others) is { } values ? new Choice(kind, values) : null;

    /// <param name="type">Of a mapping within a section.</param>
    private static Dictionary<string, SettingValue>? Values(
        YamlMapping section, string title, ImmutableArray<Setting> settings, ProblemList problems, ImmutableArray<string> others, MappingType? type = null)
    {
        var before = problems.Misses;
        var values = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        foreach (var (key, node) in section.Entries)
        {
            var setting = settings.FirstOrDefault(setting => setting.Name == key.Text);
            if (setting is null && type?.IsPath(key.Text) == true && node.ToSettingValue() is { } any) values.Add(key.Text, any);
            else if (setting is null) problems.AddUnknown(key.Mark, "key", key.Text, $" in {title}", others.Concat(settings.Select(known => known.Name)));
            else if (Value(node, $"{title}.{setting.Name}", setting.Type, problems) is { } value) values.Add(setting.Name, value);
        }

        // A misspelt setting is not a missing one as well.
        var meant = section.Entries.Select(entry => Spelling.Nearest(entry.Key.Text, settings.Select(setting => setting.Name))).ToHashSet();
        foreach (var setting in settings.Where(setting => setting.Required && !meant.Contains(setting.Name)))
        {
            problems.Add(section.Mark, $"{title} without '{setting.Name}'", setting.Type.Expectation);
        }

        return problems.Misses == before ? values : null;
    }

    /// <summary>
    /// The value of a node; null where it is (reported) not accepted. What is wrong within a mapping, or a list of them, is reported where
    /// it stands.
    /// </summary>
    public static SettingValue? Value(YamlNode node, string title, SettingType type, ProblemList problems)
    {
        if (type is ListType { Element: MappingType element } && node is YamlSequence list && list.Items.All(item => item is YamlMapping))
        {
            var items = list.Items.Cast<YamlMapping>()
                .Select((item, i) => Mapping(item, FormattableString.Invariant($"{title}[{i + 1}]"), element, problems)).ToList();
            return items.Contains(null) ? null : SettingValue.ListOf(items!);
        }

        if (node is YamlMapping stated && Meant(stated, type) is { } mapping) return Mapping(stated, title, mapping, problems);
        if (node.ToSettingValue() is { } value && type.Accepts(value)) return value;
        problems.Add(node.Mark, $"{title} is {node.Description}", type.Expectation);
        return null;
    }

    /// <summary>As of a choice, what is equal to a default is no part of the identity.</summary>
    private static SettingValue? Mapping(YamlMapping stated, string title, MappingType type, ProblemList problems) =>
        Values(stated, title, type.Entries, problems, [], type) is { } values
            ? SettingValue.Mapping(values.Where(value => !value.Value.Equals(type[value.Key]?.Default)))
            : null;

    /// <summary>The only mapping of a type that has the words which the node states, such as its kind; null where there is none.</summary>
    private static MappingType? Meant(YamlMapping stated, SettingType type)
    {
        MappingType[] meant =
        [
            .. (type is UnionType union ? union.Types : [type]).OfType<MappingType>().Where(mapping => mapping.Entries.All(
                entry => entry.Type is not ChoiceType words || (stated[entry.Name]?.ToSettingValue() is { } word && words.Accepts(word)))),
        ];
        return meant.Length == 1 ? meant[0] : null;
    }

    /// <summary>Reports what the settings' declarations accept but their kind does not.</summary>
    /// <returns>Whether there was nothing to report.</returns>
    public static bool Agrees(YamlMapping section, string title, Choice choice, IEnumerable<SettingProblem> found, ProblemList problems)
    {
        var agrees = true;
        foreach (var (setting, expected) in found)
        {
            agrees = false;
            var value = setting == "kind" ? choice.Kind.Name : choice[setting].ToString();
            problems.Add(section[setting]?.Mark ?? section.Mark, $"{title}.{setting} is {value}", expected);
        }

        return agrees;
    }
}
