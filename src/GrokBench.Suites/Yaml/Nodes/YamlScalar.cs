using System.Globalization;
using System.Text.RegularExpressions;
using GrokBench.Models.Kinds;
using GrokBench.Suites.Text;

namespace GrokBench.Suites.Yaml.Nodes;

/// <param name="plain">Written without quotes: only then may it mean a number, a flag or nothing (YAML 1.2 core schema, decimal numbers
/// only).</param>
internal sealed partial class YamlScalar(Mark mark, string text, bool plain) : YamlNode(mark)
{
    public string Text { get; } = text;

    public bool IsNothing => plain && Text is "" or "~" or "null";

    /// <summary>The text as messages show it.</summary>
    public string Shown => TerminalText.Excerpt(Text);

    public override string Description => IsNothing ? "empty" : !plain ? $"'{Shown}'" : IsBeyondDouble ? $"{Shown}, too {(Parsed == 0 ? "small" : "large")} for a double" : Shown;

    public override int Size => 1;

    public override int Height => 0;

    public override SettingValue? ToSettingValue()
    {
        if (IsNothing) return null;
        if (!plain) return Text;
        if (Text is "true" or "false") return Text == "true";
        return !IsNumber ? Text : IsBeyondDouble ? double.NaN : Parsed;
    }

    private bool IsNumber => plain && Number().IsMatch(Text);

    /// <summary>Of a number.</summary>
    private double Parsed => double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>A number other than 0 that would be read as 0 or as infinite. Its value is NaN, which no setting accepts.</summary>
    private bool IsBeyondDouble => IsNumber && (double.IsInfinity(Parsed) || (Parsed == 0 && Text.Split('e', 'E')[0].Any(digit => digit is > '0' and <= '9')));

    public override YamlScalar At(Mark mark) => new(mark, Text, plain);

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
