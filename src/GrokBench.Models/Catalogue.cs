using System.Collections.Immutable;
using System.Reflection;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Losses;
using GrokBench.Models.Measures;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tasks;

namespace GrokBench.Models;

/// <summary>
/// Everything a suite can name, found by looking for the types of this assembly, and of those that a program includes, that implement
/// each role: a new task is one new file.
/// </summary>
public static class Catalogue
{
    public static ImmutableSortedDictionary<string, ITask> Tasks { get; private set; } = With<ITask>([], Own);

    public static ImmutableSortedDictionary<string, IFamily> Families { get; private set; } = With<IFamily>([], Own);

    public static ImmutableSortedDictionary<string, IOptimiser> Optimisers { get; private set; } = With<IOptimiser>([], Own);

    public static ImmutableSortedDictionary<string, IMeasure> Measures { get; private set; } = With<IMeasure>([], Own);

    public static ImmutableSortedDictionary<string, ILoss> Losses { get; private set; } = With<ILoss>([], Own);

    /// <summary>The one kind of training section: batch, loss, precision.</summary>
    public static TrainingKind Training { get; private set; } = new(Losses);

    /// <summary>Those that were included.</summary>
    public static ImmutableArray<Assembly> Extensions { get; private set; } = [];

    private static Assembly Own => typeof(Catalogue).Assembly;

    /// <summary>Adds the kinds of another assembly, nested and private ones too. To be called before anything reads the catalogue.</summary>
    /// <exception cref="ArgumentException">One has the name of a kind that is there, or cannot be made. The message names it.</exception>
    public static void Include(Assembly assembly)
    {
        if (assembly == Own || Extensions.Contains(assembly)) return;
        (Tasks, Families, Optimisers, Measures, Losses, Extensions) = (
            With([.. Tasks.Values], assembly), With([.. Families.Values], assembly), With([.. Optimisers.Values], assembly),
            With([.. Measures.Values], assembly), With([.. Losses.Values], assembly), Extensions.Add(assembly));
        Training = new TrainingKind(Losses);
    }

    /// <summary>Name and version of the assembly that a kind comes from, <c>my-paper 1.0.0.0</c>; null for kinds of this program.</summary>
    public static string? OriginOf(IKind kind) =>
        kind.GetType().Assembly is var assembly && Extensions.Contains(assembly)
            ? $"{assembly.GetName().Name} {assembly.GetName().Version}"
            : null;

    private static T Make<T>(Type type) => type.GetConstructor(Type.EmptyTypes) is { } constructor
        ? (T)constructor.Invoke([])
        : throw new ArgumentException($"{type} has no public constructor without arguments, by which the catalogue could make it");

    private static ImmutableSortedDictionary<string, T> With<T>(ImmutableArray<T> known, Assembly assembly)
        where T : class, IKind
    {
        T[] kinds =
        [
            .. known,
            .. assembly.GetTypes()
                .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(T).IsAssignableFrom(type))
                .Select(Make<T>),
        ];
        return kinds.GroupBy(kind => kind.Name).FirstOrDefault(same => same.Count() > 1) is { } several
            ? throw new ArgumentException(
                $"{string.Join(" and ", several.Select(kind => kind.GetType()))} have the same name, '{several.Key}'")
            : kinds.ToImmutableSortedDictionary(kind => kind.Name, kind => kind, StringComparer.Ordinal);
    }
}
