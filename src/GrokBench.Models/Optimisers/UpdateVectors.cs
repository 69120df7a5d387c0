using System.Collections.Immutable;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Optimisers;

/// <summary>
/// The vectors that update rules keep between steps, by name, and those that they only write to within one. The optimisers of a run's stages share them: each
/// goes on with what the one before kept under the same name.
/// </summary>
/// <param name="flat">As long as they are.</param>
public sealed class UpdateVectors(IFlatVectors flat)
{
    private readonly OrderedDictionary<string, IVector> kept = new(StringComparer.Ordinal);
    private readonly List<IVector> scratch = [];

    /// <summary>In the order in which they are first used: saved and hashed with the state.</summary>
    public ImmutableArray<IVector> Kept => [.. kept.Values];

    /// <summary>Of each of them, such as <c>first-moment</c>.</summary>
    public ImmutableArray<string> Names => [.. kept.Keys];

    /// <summary>As before the first step of a run.</summary>
    public void Clear()
    {
        foreach (var vector in kept.Values) vector.Clear();
    }

    internal IVector Named(string name)
    {
        if (!kept.TryGetValue(name, out var vector)) kept.Add(name, vector = flat.NewVector());
        return vector;
    }

    internal IEnumerable<IVector> Scratch(int count)
    {
        while (scratch.Count < count) scratch.Add(flat.NewVector());
        return scratch.Take(count);
    }
}
