using System.Reflection;
using GrokBench.Reports.Quantities;
using GrokBench.Suites.Yaml;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Runs;

namespace GrokBench.Reports.Judging.Checks;

/// <summary>Everything that a claim can be made of: every kind of check and quantity of this assembly, and of those that a program
/// includes.</summary>
public static class ClaimCatalogue
{
    public static ClaimKinds Kinds { get; private set; } = ClaimKinds.In(typeof(ClaimCatalogue).Assembly, Reductions.All.Select(reduction => reduction.Kind), name => new EventStep(name));

    /// <summary>Every word that this program knows.</summary>
    public static Vocabulary Vocabulary => new(KnownKinds.Catalogue, Kinds);

    /// <summary>Adds the kinds of another assembly. To be called before any suite is read.</summary>
    /// <exception cref="ArgumentException">One has the name of a kind that is there.</exception>
    public static void Include(Assembly assembly) => Kinds = Kinds.With(assembly, []);
}
