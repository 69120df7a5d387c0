using GrokBench.Models.Kinds;

namespace GrokBench.Suites.Yaml.Nodes;

/// <summary>A part of a YAML document that knows where it stands.</summary>
internal abstract class YamlNode(Mark mark)
{
    public Mark Mark { get; } = mark;

    /// <summary>For error messages: the value itself where it is short, else what sort of thing it is.</summary>
    public abstract string Description { get; }

    /// <summary>The node as a setting's value; null where it is or holds nothing.</summary>
    public abstract SettingValue? ToSettingValue();

    /// <summary>The same, with all that it holds, as if it stood elsewhere.</summary>
    public abstract YamlNode At(Mark mark);
}
