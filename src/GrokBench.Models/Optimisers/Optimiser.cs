using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Optimisers;

/// <summary>
/// An optimiser with all that optimisers share: a learning rate with its warm-up, groups of parameters, and the rules of
/// <see cref="SharedRules"/>. What derives from it states its own settings and rules alone.
/// </summary>
public abstract class Optimiser : IOptimiser
{
    public abstract string Name { get; }

    public abstract int Version { get; }

    public abstract string Summary { get; }

    public ImmutableArray<Setting> Settings
    {
        get
        {
            if (!field.IsDefault) return field;
            Setting[] settings = [.. LearningRate.Settings, .. OwnSettings, .. SharedRules.InOrder.Select(rule => rule.Setting)];
            return field = [.. settings, ParameterGroup.SettingBeside(settings)];
        }
    }

    public IEnumerable<SettingProblem> Check(Choice settings) => CheckOwn(settings);

    /// <summary>
    /// The shared rules stand before the first of the optimiser's own that acts as late as they do: so it sees gradients that are
    /// clipped and filtered. Of constraints the optimiser's own come first.
    /// </summary>
    public ImmutableArray<IUpdateRule> Rules(Choice settings)
    {
        var shared = new Queue<IUpdateRule>(SharedRules.InOrder.Select(rule => rule.From(settings)).OfType<IUpdateRule>());
        var chain = ImmutableArray.CreateBuilder<IUpdateRule>();
        foreach (var own in OwnRules(settings, LearningRate.From(settings)))
        {
            while (shared.TryPeek(out var next) && ActsBefore(next, own)) chain.Add(shared.Dequeue());
            chain.Add(own);
        }

        return [.. chain, .. shared];

        static bool ActsBefore(IUpdateRule shared, IUpdateRule own) =>
            shared.Place < own.Place || (shared.Place == own.Place && own.Place <= RulePlace.Gradient);
    }

    /// <summary>Beside the shared ones, in the order in which listings have them.</summary>
    protected abstract ImmutableArray<Setting> OwnSettings { get; }

    /// <summary>Problems that no single setting shows.</summary>
    protected virtual IEnumerable<SettingProblem> CheckOwn(Choice settings) => [];

    /// <summary>The optimiser's own rules, in the order in which they act on a step.</summary>
    /// <param name="rate">As the settings have it.</param>
    protected abstract ImmutableArray<IUpdateRule> OwnRules(Choice settings, LearningRate rate);
}
