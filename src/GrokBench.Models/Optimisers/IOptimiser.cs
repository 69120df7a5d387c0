using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Optimisers;

/// <summary>A named chain of update rules. Most derive from <see cref="Optimiser"/>, which has what they share.</summary>
public interface IOptimiser : IKind
{
    /// <summary>Problems that no single setting shows.</summary>
    IEnumerable<SettingProblem> Check(Choice settings);

    /// <summary>The rules, in the order in which they act on a step.</summary>
    ImmutableArray<IUpdateRule> Rules(Choice settings);
}
