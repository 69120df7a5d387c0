using System.Collections.Immutable;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>A run group under one profile.</summary>
/// <param name="Sizes">Every setting and swept axis with its value or values, by path in the order of sections: what 'scaled'
/// compares.</param>
internal sealed record ResolvedGroup(
    string Name, ImmutableArray<string> Axes, ImmutableArray<ResolvedCell> Cells, ImmutableArray<ulong> Seeds,
    ImmutableArray<KeyValuePair<string, string>> Sizes)
{
    /// <summary>The profile that its cells are of: another than that of the reading where that does not train it.</summary>
    public string Profile { get; init; } = "";

    /// <summary>
    /// How sizes differ from the paper's. Settings of a kind that the other does not have go with the difference in kind.
    /// </summary>
    public ImmutableArray<string> ScaledFrom(ResolvedGroup paper)
    {
        var mine = Sizes.ToDictionary(StringComparer.Ordinal);
        return
        [
            .. paper.Sizes.Where(size => mine.TryGetValue(size.Key, out var value) && value != size.Value)
                .Select(size => $"{size.Key} {size.Value} -> {mine[size.Key]}"),
        ];
    }
}

/// <param name="Series">Names of the series that the cell's curves have.</param>
internal sealed record ResolvedCell(Cell Cell, ImmutableSortedSet<string> Series);
