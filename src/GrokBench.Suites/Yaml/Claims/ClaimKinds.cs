using System.Collections.Immutable;
using System.Reflection;
using GrokBench.Suites.Claims;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>What claims can be made of.</summary>
/// <param name="Event">The quantity that a bare event name means: the step at which it held.</param>
public sealed record ClaimKinds(ImmutableArray<CheckKind> Checks, ImmutableArray<QuantityKind> Quantities, Func<string, Quantity> Event)
{
    /// <summary>The kinds that an assembly defines, by name: a new kind is one new file.</summary>
    /// <inheritdoc cref="With"/>
    public static ClaimKinds In(Assembly assembly, IEnumerable<QuantityKind> more, Func<string, Quantity> byEvent) => new ClaimKinds([], [], byEvent).With(assembly, more);

    /// <summary>These kinds and those that another assembly defines.</summary>
    /// <param name="assembly">Its classes without parameters are found, nested and private ones too.</param>
    /// <param name="more">Quantities that have no class of their own, such as those of reductions.</param>
    /// <exception cref="ArgumentException">Two kinds of check, or two of quantity, have the same name.</exception>
    public ClaimKinds With(Assembly assembly, IEnumerable<QuantityKind> more) => this with
    {
        Checks = ByName(Checks.Concat(Found<CheckKind>(assembly)), kind => kind.Name, "kinds of check"),
        Quantities = ByName(Quantities.Concat(Found<QuantityKind>(assembly)).Concat(more), kind => kind.Name, "kinds of quantity"),
    };

    private static ImmutableArray<T> ByName<T>(IEnumerable<T> kinds, Func<T, string> name, string what)
    {
        ImmutableArray<T> all = [.. kinds.OrderBy(name, StringComparer.Ordinal)];
        return all.GroupBy(name).FirstOrDefault(same => same.Count() > 1) is { } several ? throw new ArgumentException($"two {what} are called '{several.Key}'") : all;
    }

    private static IEnumerable<T> Found<T>(Assembly assembly) =>
        assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(T).IsAssignableFrom(type) && type.GetConstructor(Type.EmptyTypes) is not null)
            .Select(type => (T)Activator.CreateInstance(type)!);
}
