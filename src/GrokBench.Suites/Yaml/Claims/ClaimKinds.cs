using System.Collections.Immutable;
using GrokBench.Suites.Claims;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>What claims can be made of.</summary>
/// <param name="Event">The quantity that a bare event name means: the step at which it held.</param>
public sealed record ClaimKinds(ImmutableArray<CheckKind> Checks, ImmutableArray<QuantityKind> Quantities, Func<string, Quantity> Event)
{
    /// <summary>The kinds that an assembly defines, by name: a new kind is one new file.</summary>
    public static ClaimKinds In(System.Reflection.Assembly assembly, IEnumerable<QuantityKind> more, Func<string, Quantity> byEvent) => new(
        [.. Found<CheckKind>(assembly).OrderBy(kind => kind.Name, StringComparer.Ordinal)],
        [.. Found<QuantityKind>(assembly).Concat(more).OrderBy(kind => kind.Name, StringComparer.Ordinal)],
        byEvent);

    private static IEnumerable<T> Found<T>(System.Reflection.Assembly assembly) =>
        assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(T).IsAssignableFrom(type) && type.GetConstructor(Type.EmptyTypes) is not null)
            .Select(type => (T)Activator.CreateInstance(type)!);
}
