using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Suites.Text;

namespace GrokBench.Suites.Yaml.Nodes;

internal sealed class YamlSequence(Mark mark, ImmutableArray<YamlNode> items) : YamlNode(mark)
{
    /// <summary>Letters up to which a list is shown itself.</summary>
    private const int LongestShown = 40;

    public ImmutableArray<YamlNode> Items { get; } = items;

    public override string Description => Size <= LongestShown && !Items.Any(item => item is YamlMapping) && ToSettingValue() is { } value
        && TerminalText.Escape(value.ToString()) is { Length: <= LongestShown } text ? text : "a list";

    public override int Size { get; } = 1 + items.Sum(item => item.Size);

    public override int Height { get; } = 1 + items.Select(item => item.Height).Append(0).Max();

    public override YamlSequence At(Mark mark) => new(mark, [.. Items.Select(item => item.At(mark))]);

    public override SettingValue? ToSettingValue()
    {
        var values = Items.Select(item => item.ToSettingValue()).ToList();
        return values.Contains(null) ? null : SettingValue.ListOf(values!);
    }
}
