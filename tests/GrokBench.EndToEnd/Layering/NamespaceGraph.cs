using System.Reflection;

namespace GrokBench.EndToEnd.Layering;

/// <summary>Which namespace uses which, and by what types. A namespace and one inside it are two.</summary>
/// <param name="edges">What uses what: a namespace, another, and the types by which it does.</param>
internal sealed class NamespaceGraph(IEnumerable<(string From, string To, string Types)> edges)
{
    private readonly ILookup<string, (string To, string Types)> uses = edges.Where(edge => edge.From != edge.To)
        .Distinct().Order().ToLookup(edge => edge.From, edge => (edge.To, edge.Types));

    /// <param name="root">Namespaces that are neither this one nor inside it are left out.</param>
    public static NamespaceGraph Of(Assembly assembly, string root)
    {
        return new(
            from type in assembly.GetTypes()
            where Inside(type)
            from used in ReferencedTypes.Of(type)
            where Inside(used)
            select (type.Namespace!, used.Namespace!, $"{Outermost(type).Name} uses {Outermost(used).Name}"));

        bool Inside(Type type) => type.Namespace == root || type.Namespace?.StartsWith($"{root}.", StringComparison.Ordinal) == true;
    }

    /// <summary>A shortest cycle, a line for each of its steps with three of the types that make it; empty where there is none.</summary>
    public string ShortestCycle()
    {
        var cycles = uses.Select(start => Cycle(start.Key)).Where(cycle => cycle.Length > 0).OrderBy(cycle => cycle.Length).ThenBy(cycle => cycle[0], StringComparer.Ordinal);
        if (cycles.FirstOrDefault() is not { } shortest) return "";
        return string.Join('\n', shortest.Zip([.. shortest[1..], shortest[0]], (from, to) =>
        {
            string[] types = [.. uses[from].Where(use => use.To == to).Select(use => use.Types)];
            return $"{from} -> {to}: {string.Join(", ", types.Take(3))}{(types.Length > 3 ? $" and {types.Length - 3} more" : "")}";
        }));
    }

    /// <summary>The namespaces of a shortest way from a namespace back to it, breadth first.</summary>
    private string[] Cycle(string start)
    {
        var before = new Dictionary<string, string>();
        for (var queue = new Queue<string>([start]); queue.TryDequeue(out var at);)
        {
            foreach (var (to, _) in uses[at].Where(use => before.TryAdd(use.To, at))) queue.Enqueue(to);
        }

        if (!before.ContainsKey(start)) return [];
        var cycle = new List<string> { start };
        while (before[cycle[^1]] != start) cycle.Add(before[cycle[^1]]);
        return [start, .. Enumerable.Reverse(cycle[1..])];
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
