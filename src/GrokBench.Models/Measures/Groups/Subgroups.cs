using GrokBench.Models.Tasks;

namespace GrokBench.Models.Measures.Groups;

/// <summary>
/// All subgroups of a finite group but itself and that of the identity alone, each closed from generators, and the cosets of each.
/// </summary>
internal static class Subgroups
{
    /// <returns>The elements of each, in ascending order; smaller ones first.</returns>
    public static int[][] Of(FiniteGroup group)
    {
        // Every subgroup is the closure of a smaller one and one more element.
        var found = new Dictionary<string, int[]>(StringComparer.Ordinal);
        var waiting = new Queue<int[]>([[0]]);
        while (waiting.TryDequeue(out var subgroup))
        {
            foreach (var element in Enumerable.Range(0, group.Order).Except(subgroup))
            {
                var closed = Closure(group, [.. subgroup, element]);
                if (closed.Length < group.Order && found.TryAdd(string.Join(' ', closed), closed)) waiting.Enqueue(closed);
            }
        }

        return [.. found.Values.OrderBy(subgroup => subgroup.Length).ThenBy(subgroup => string.Join(' ', subgroup), StringComparer.Ordinal)];
    }

    /// <summary>By element g: the number of its coset gH, or Hg.</summary>
    public static int[] Cosets(FiniteGroup group, int[] subgroup, bool left)
    {
        var (cosets, found) = (Enumerable.Repeat(-1, group.Order).ToArray(), 0);
        for (var g = 0; g < group.Order; g++)
        {
            if (cosets[g] >= 0) continue;
            foreach (var h in subgroup) cosets[left ? group.Product(g, h) : group.Product(h, g)] = found;
            found++;
        }

        return cosets;
    }

    private static int[] Closure(FiniteGroup group, int[] generators)
    {
        var (isIn, elements) = (new bool[group.Order], new List<int> { 0 });
        isIn[0] = true;
        for (var i = 0; i < elements.Count; i++)
        {
            foreach (var generator in generators)
            {
                var product = group.Product(elements[i], generator);
                if (isIn[product]) continue;
                isIn[product] = true;
                elements.Add(product);
            }
        }

        return [.. elements.Order()];
    }
}
