using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Suites.Yaml.Nodes;

/// <param name="entries">In the file's order; no key twice.</param>
internal sealed class YamlMapping(Mark mark, ImmutableArray<YamlEntry> entries) : YamlNode(mark)
{
    public ImmutableArray<YamlEntry> Entries { get; } = entries;

    public override string Description => "a mapping";

    public override int Size { get; } = 1 + entries.Sum(entry => entry.Key.Size + entry.Value.Size);

    public override int Height { get; } = 1 + entries.Select(entry => entry.Value.Height).Append(0).Max();

    /// <summary>The value of a key; null where it is not stated.</summary>
    public YamlNode? this[string key] => Find(key)?.Value;

    public YamlEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key);

    public YamlMapping Without(string key) => new(Mark, Entries.RemoveAll(entry => entry.Key.Text == key));

    /// <summary>This mapping with one entry put in place of that of the same key, or at the end.</summary>
    public YamlMapping With(YamlEntry entry)
    {
        var old = Find(entry.Key.Text);
        return new(Mark, old is null ? Entries.Add(entry) : Entries.Replace(old, entry));
    }

    public override YamlMapping At(Mark mark) => new(mark, [.. Entries.Select(entry => new YamlEntry(entry.Key.At(mark), entry.Value.At(mark)))]);

    public override SettingValue? ToSettingValue()
    {
        var values = Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, entry.Value.ToSettingValue())).ToList();
        return values.Any(value => value.Value is null) ? null : SettingValue.Mapping(values!);
    }
}

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
