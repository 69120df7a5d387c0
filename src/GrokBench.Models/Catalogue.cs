using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tasks;

namespace GrokBench.Models;

/// <summary>
/// Everything a suite can name, found by looking for the types of this assembly that implement each role: a new task is one new file.
/// </summary>
public static class Catalogue
{
    public static ImmutableSortedDictionary<string, ITask> Tasks { get; } = Find<ITask>();

    public static ImmutableSortedDictionary<string, IFamily> Families { get; } = Find<IFamily>();

    public static ImmutableSortedDictionary<string, IOptimiser> Optimisers { get; } = Find<IOptimiser>();

    public static ImmutableSortedDictionary<string, IMeasure> Measures { get; } = Find<IMeasure>();

    /// <summary>The one kind of training section: batch, loss, precision.</summary>
    public static TrainingKind Training { get; } = new();

    private static ImmutableSortedDictionary<string, T> Find<T>()
        where T : class, IKind =>
        typeof(Catalogue).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(T).IsAssignableFrom(type))
            .Select(type => (T)Activator.CreateInstance(type)!)
            .ToImmutableSortedDictionary(kind => kind.Name, kind => kind, StringComparer.Ordinal);
}
