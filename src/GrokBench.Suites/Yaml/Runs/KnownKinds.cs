using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tasks;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>What a suite may name.</summary>
public sealed record KnownKinds(
    ImmutableSortedDictionary<string, ITask> Tasks,
    ImmutableSortedDictionary<string, IFamily> Families,
    ImmutableSortedDictionary<string, IOptimiser> Optimisers,
    ImmutableSortedDictionary<string, IMeasure> Measures,
    TrainingKind Training)
{
    /// <summary>Everything that this program has.</summary>
    public static KnownKinds Catalogue => new(
        Models.Catalogue.Tasks, Models.Catalogue.Families, Models.Catalogue.Optimisers, Models.Catalogue.Measures,
        Models.Catalogue.Training);
}
