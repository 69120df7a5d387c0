using YamlDotNet.Core;

namespace GrokBench.Suites.Yaml.Nodes;

/// <summary>A document is larger than it may be, which ends its reading.</summary>
internal sealed class OversizeException(Mark mark, string found, string expected) : YamlException($"{found}, expected {expected}")
{
    public Mark Mark => mark;

    public string Found => found;

    public string Expected => expected;
}
