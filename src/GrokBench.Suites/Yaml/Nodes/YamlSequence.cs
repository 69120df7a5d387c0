using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Suites.Yaml.Nodes;

internal sealed class YamlSequence(Mark mark, ImmutableArray<YamlNode> items) : YamlNode(mark)
{
    public ImmutableArray<YamlNode> Items { get; } = items;

    public override string Description => !Items.Any(item => item is YamlMapping) && ToSettingValue() is { } value && value.ToString() is { Length: <= 40 } text ? text : "a list";

    public override YamlSequence At(Mark mark) => new(mark, [.. Items.Select(item => item.At(mark))]);

    public override SettingValue? ToSettingValue()
    {
        var values = Items.Select(item => item.ToSettingValue()).ToList();
        return values.Contains(null) ? null : SettingValue.ListOf(values!);
    }
}
