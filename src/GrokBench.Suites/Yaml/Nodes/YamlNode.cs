using GrokBench.Models.Kinds;

namespace GrokBench.Suites.Yaml.Nodes;

/// <summary>A part of a YAML document that knows where it stands.</summary>
internal abstract class YamlNode(Mark mark)
{
    public Mark Mark { get; } = mark;

    /// <summary>For error messages: the value itself where it is short, else its beginning or what sort of thing it is.</summary>
    public abstract string Description { get; }

    /// <summary>Keys and values in it, itself included. An alias in it counts as all that it stands for.</summary>
    public abstract int Size { get; }

    /// <summary>Lists and mappings within each other: 0 for a scalar.</summary>
    public abstract int Height { get; }

    /// <summary>The node as a setting's value; null where it is or holds nothing.</summary>
    public abstract SettingValue? ToSettingValue();

    /// <summary>The same, with all that it holds, as if it stood elsewhere.</summary>
    public abstract YamlNode At(Mark mark);
}
