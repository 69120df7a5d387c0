using System.Globalization;
using System.Text.RegularExpressions;
using GrokBench.Models.Kinds;

namespace GrokBench.Suites.Yaml.Nodes;

/// <param name="plain">Written without quotes: only then may it mean a number, a flag or nothing (YAML 1.2 core schema, decimal numbers only).</param>
internal sealed partial class YamlScalar(Mark mark, string text, bool plain) : YamlNode(mark)
{
    public string Text { get; } = text;

    public bool IsNothing => plain && Text is "" or "~" or "null";

    public override string Description => IsNothing ? "empty" : plain ? Text : $"'{Text}'";

    public override SettingValue? ToSettingValue()
    {
        if (IsNothing) return null;
        if (!plain) return Text;
        if (Text is "true" or "false") return Text == "true";
        return Number().IsMatch(Text) ? double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture) : Text;
    }

    public override YamlScalar At(Mark mark) => new(mark, Text, plain);

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
