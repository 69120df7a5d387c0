using System.Collections.Immutable;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>A way to say what is read from a run, told by its first key: <c>{ measure: test.accuracy, at: end }</c>.</summary>
public abstract class QuantityKind(params ImmutableArray<Key> keys)
{
    /// <summary>The first key.</summary>
    public string Name => keys[0].Name;

    public ImmutableArray<Key> Keys => keys;

    /// <summary>To be used only where no problem was reported.</summary>
    public abstract Quantity Read(QuantitySection text);
}
