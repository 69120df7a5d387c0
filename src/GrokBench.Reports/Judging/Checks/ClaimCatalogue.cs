using GrokBench.Reports.Quantities;
using GrokBench.Suites.Yaml;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Runs;

namespace GrokBench.Reports.Judging.Checks;

/// <summary>Everything that a claim can be made of: every kind of check and quantity of this assembly.</summary>
public static class ClaimCatalogue
{
    public static ClaimKinds Kinds { get; } = ClaimKinds.In(typeof(ClaimCatalogue).Assembly, Reductions.All.Select(reduction => reduction.Kind), name => new EventStep(name));

    /// <summary>Every word that this program knows.</summary>
    public static Vocabulary Vocabulary { get; } = new(KnownKinds.Catalogue, Kinds);
}
