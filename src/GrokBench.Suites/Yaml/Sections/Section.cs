using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Suites.Yaml.Nodes;

namespace GrokBench.Suites.Yaml.Sections;

/// <summary>A mapping of the format with its declared keys. Opening it reports unknown and missing keys; reading a value reports a wrong one.</summary>
internal sealed class Section
{
    private readonly YamlMapping mapping;
    private readonly ImmutableArray<Key> keys;

    private Section(YamlMapping mapping, string title, ImmutableArray<Key> keys, ProblemList problems)
    {
        this.mapping = mapping;
        this.keys = keys;
        (Title, Problems) = (title, problems);
    }

    /// <summary>Where it stands, for messages: <c>runs.addition.observe</c>.</summary>
    public string Title { get; }

    public ProblemList Problems { get; }

    public Mark Mark => mapping.Mark;

    /// <summary>The mapping without its unknown keys.</summary>
    public YamlMapping Known => new(mapping.Mark, [.. mapping.Entries.Where(entry => keys.Any(key => key.Name == entry.Key.Text))]);

    /// <summary>The node of a key; null where it is not stated.</summary>
    public YamlNode? this[string key] => mapping[key];

    /// <summary>The section, or null where the node is missing or (reported) not a mapping.</summary>
    public static Section? Open(YamlNode? node, string title, ImmutableArray<Key> keys, ProblemList problems)
    {
        if (Mapping(node, title, problems) is not { } mapping) return null;
        foreach (var (key, _) in mapping.Entries)
        {
            if (keys.All(known => known.Name != key.Text)) problems.AddUnknown(key.Mark, "key", key.Text, $" in {title}", keys.Select(known => known.Name));
        }

        // A misspelt key is not a missing one as well.
        var meant = mapping.Entries.Select(entry => Spelling.Nearest(entry.Key.Text, keys.Select(known => known.Name))).ToHashSet();
        foreach (var key in keys.Where(key => key.Required && !meant.Contains(key.Name)))
        {
            problems.Add(mapping.Mark, $"{title} without '{key.Name}'", key.Expectation);
        }

        return new Section(mapping, title, keys, problems);
    }

    /// <summary>The same, but read as if a misspelt key (reported) had been spelt right where the right one is not there too: what rests on it is not reported as well.</summary>
    public static Section? OpenAsMeant(YamlNode? node, string title, ImmutableArray<Key> keys, ProblemList problems)
    {
        if (Open(node, title, keys, problems) is not { } section) return null;
        var meant = section.mapping;
        foreach (var entry in section.mapping.Entries.Where(entry => keys.All(key => key.Name != entry.Key.Text)))
        {
            if (Spelling.Nearest(entry.Key.Text, keys.Select(key => key.Name)) is not { } name || meant[name] is not null) continue;
            meant = meant.With(entry with { Key = new YamlScalar(entry.Key.Mark, name, plain: true) });
        }

        return new Section(meant, title, keys, problems);
    }

    /// <summary>The node as a mapping; null where it is missing or (reported) something else.</summary>
    public static YamlMapping? Mapping(YamlNode? node, string title, ProblemList problems)
    {
        if (node is null or YamlMapping) return node as YamlMapping;
        problems.Add(node.Mark, $"{title} is {node.Description}", "a mapping");
        return null;
    }

    /// <summary>The value of a key whose type is declared; null where it is missing or (reported) not accepted.</summary>
    public SettingValue? Value(string key)
    {
        if (mapping[key] is not { } node) return null;
        var type = keys.First(known => known.Name == key).Type!;
        if (node.ToSettingValue() is { } value && type.Accepts(value)) return value;
        Problems.Add(node.Mark, $"{Title}.{key} is {node.Description}", type.Expectation);
        return null;
    }

    public string Text(string key) => Value(key)?.Content as string ?? "";

    public double? Number(string key) => Value(key)?.Content as double?;
}
