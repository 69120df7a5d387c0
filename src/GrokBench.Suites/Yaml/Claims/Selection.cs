using System.Collections.Immutable;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Runs;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>A selector with the cells that it selects.</summary>
public sealed class Selection
{
    internal Selection(CellSelector selector, YamlNode node, ResolvedGroup? group, ImmutableArray<ResolvedCell> resolved)
    {
        (Selector, Node, Group, Resolved) = (selector, node, group, resolved);
        Cells = [.. resolved.Select(cell => cell.Cell)];
    }

    public CellSelector Selector { get; }

    /// <summary>None where the group has a problem of its own: nothing more can be checked then.</summary>
    public ImmutableArray<Cell> Cells { get; }

    /// <summary>Where it is written.</summary>
    internal YamlNode Node { get; }

    /// <summary>Null where the group has a problem of its own.</summary>
    internal ResolvedGroup? Group { get; }

    internal ImmutableArray<ResolvedCell> Resolved { get; }
}
