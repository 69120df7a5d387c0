using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Optimisers;

/// <summary>What chains of rules have to keep to, and how one is cut where rules act on all parameters.</summary>
internal static class RuleChain
{
    public static ImmutableArray<IUpdateRule> Of(Choice optimiser) => ((IOptimiser)optimiser.Kind).Rules(optimiser);

    /// <summary>What is wrong with the chains of an optimiser's groups, as the end of a sentence; null where nothing is.</summary>
    public static string? Problem(IReadOnlyCollection<ImmutableArray<IUpdateRule>> chains) =>
        chains.Select(Problem).FirstOrDefault(problem => problem is not null)
        ?? (chains.Select(chain => chain.Count(rule => rule.Reach == RuleReach.All)).Distinct().Count() > 1
            ? "a rule acts on all parameters in the chain of some groups only"
            : null);

    /// <summary>Numbers of the rules before, between and after those that act on all parameters.</summary>
    public static ImmutableArray<Range> Stretches(ImmutableArray<IUpdateRule> chain)
    {
        int[] ends = [.. OnAll(chain), chain.Length];
        return [.. ends.Select((end, i) => (i == 0 ? 0 : ends[i - 1] + 1)..end)];
    }

    /// <summary>Numbers of the rules that act on all parameters.</summary>
    public static IEnumerable<int> OnAll(ImmutableArray<IUpdateRule> chain) =>
        chain.Index().Where(rule => rule.Item.Reach == RuleReach.All).Select(rule => rule.Index);

    private static string? Problem(ImmutableArray<IUpdateRule> chain)
    {
        foreach (var (earlier, later) in chain.Zip(chain.Skip(1)))
            if (earlier.Place > later.Place) return $"{Described(earlier)}, stands before {Described(later)}";
        foreach (var rule in chain)
        {
            if (rule.Place == RulePlace.Probe && rule.Reach != RuleReach.All) return $"{Described(rule)}, does not act on all parameters";
            if (rule.Place != RulePlace.Probe && rule.Gradients > 0) return $"{Described(rule)}, asks for gradients";
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        return chain.SelectMany(rule => rule.StateNames).FirstOrDefault(name => !names.Add(name)) is { } twice
            ? $"two rules keep a vector named {twice}"
            : null;
    }

    private static string Described(IUpdateRule rule)
    {
        var does = rule.Place switch
        {
            RulePlace.Probe => "probes other parameters",
            RulePlace.Gradient => "changes the gradient",
            RulePlace.Update => "updates the parameters",
            _ => "constrains the parameters",
        };
        return $"{rule.GetType().Name}, which {does}";
    }
}
