using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Optimisers;

/// <summary>
/// An optimiser at work on a learner's parameters. Rules that see all parameters together act on them once, with the settings of no
/// group; before, between and after them the others act on each group's parameters with the group's settings. Groups share the vectors
/// that rules keep, each its own part of them.
/// </summary>
public sealed class Updates
{
    private readonly IObjective objective;
    private readonly ImmutableArray<(IUpdateRule Rule, RuleScope Scope)> applications;

    /// <param name="optimiser">Without problems for the program's parameters.</param>
    /// <param name="objective">Whose gradient the program has.</param>
    /// <param name="vectors">Of the program; null: of its own.</param>
    public Updates(Choice optimiser, IProgram program, IObjective objective, UpdateVectors? vectors = null)
        : this(optimiser, program, TensorsOf(program), objective, vectors)
    {
    }

    /// <param name="optimiser">Without problems for the tensors.</param>
    /// <param name="tensors">What the parameters consist of, in order.</param>
    /// <param name="objective">Whose gradient the vectors have.</param>
    /// <param name="vectors">For what the rules keep; null: of its own.</param>
    /// <exception cref="ArgumentException">The optimiser's rules do not go together.</exception>
    public Updates(Choice optimiser, IFlatVectors flat, ImmutableArray<ParameterTensor> tensors, IObjective objective, UpdateVectors? vectors = null)
    {
        this.objective = objective;
        var groups = ParameterGroup.Of(optimiser);
        var chains = Valid(optimiser);
        var stretches = chains.Select(RuleChain.Stretches).ToArray();
        int[] together = [.. RuleChain.OnAll(chains[^1])];
        vectors ??= new UpdateVectors(flat);
        var planned = ImmutableArray.CreateBuilder<(IUpdateRule, RuleScope)>();

        for (var stretch = 0; stretch <= together.Length; stretch++)
        {
            for (var group = 0; group < groups.Length; group++)
            {
                var own = group;
                var (first, count) = stretches[group][stretch].GetOffsetAndLength(chains[group].Length);
                for (var number = first; number < first + count; number++) Add(own, number, tensor => First(groups, tensor.Name) == own);
            }

            if (stretch < together.Length) Add(groups.Length - 1, together[stretch], _ => true);
        }

        applications = planned.ToImmutable();
        (Vectors, VectorNames) = (vectors.Kept, vectors.Names);

        void Add(int group, int number, Func<ParameterTensor, bool> chosen)
        {
            var pattern = chains[group][number];
            var state = pattern.StateNames.Select(vectors.Named).ToArray();
            var scratch = vectors.Scratch(pattern.ScratchVectors);
            var asked = pattern.Place == RulePlace.Probe ? objective : null;

            foreach (var part in Parts(tensors, chosen, pattern.Reach))
            {
                // Of its own, as it may keep what it derives from the part's first parameters.
                var rule = RuleChain.Of(groups[group].Settings)[number];
                planned.Add((rule, new(part, flat, state, scratch, asked)));
            }
        }
    }

    /// <summary>What the rules keep between steps, in the order in which they first use it: saved and hashed with the state.</summary>
    public ImmutableArray<IVector> Vectors { get; }

    /// <summary>Of each of them, such as <c>first-moment</c>.</summary>
    public ImmutableArray<string> VectorNames { get; }

    /// <summary>What a program's parameters consist of, in order.</summary>
    public static ImmutableArray<ParameterTensor> TensorsOf(IProgram program) =>
        [.. program.Graph.Parameters.Slices.Select(slice => new ParameterTensor(slice.Name, slice.Offset, slice.Shape))];

    /// <summary>What an optimiser would take, or the most of several that share their vectors.</summary>
    /// <exception cref="ArgumentException">Its rules do not go together.</exception>
    public static UpdateNeeds Needs(params ImmutableArray<Choice> optimisers)
    {
        var rules = optimisers.SelectMany(optimiser => Valid(optimiser)).SelectMany(chain => chain).ToArray();
        return new UpdateNeeds(
            optimisers.SelectMany(optimiser => StateNames(optimiser)).Distinct(StringComparer.Ordinal).Count(),
            rules.Select(rule => rule.ScratchVectors).DefaultIfEmpty().Max(),
            1 + optimisers.Max(optimiser => Valid(optimiser)[^1].Sum(rule => rule.Gradients)));
    }

    /// <summary>Names of the vectors that an optimiser keeps between steps.</summary>
    /// <exception cref="ArgumentException">Its rules do not go together.</exception>
    public static ImmutableArray<string> StateNames(Choice optimiser) =>
        [.. Valid(optimiser).SelectMany(chain => chain).SelectMany(rule => rule.StateNames).Distinct(StringComparer.Ordinal)];

    /// <summary>Settings of an optimiser that do not fit the parameters, and rules of it that do not go together.</summary>
    /// <param name="tensors">Names of the model's parameters.</param>
    public static IEnumerable<SettingProblem> Check(Choice optimiser, IReadOnlyCollection<string> tensors) =>
        RuleChain.Problem(Chains(optimiser)) is { } problem
            ? [new("kind", $"an optimiser whose rules go together, and {problem}")]
            : ParameterGroup.Check(optimiser, tensors);

    /// <summary>To be called once, resumed or not, when the parameters are as the run starts.</summary>
    public void Begin()
    {
        foreach (var (rule, scope) in applications) rule.Begin(scope);
    }

    /// <summary>One step: the gradient, and what the rules make of it. Allocates nothing.</summary>
    /// <param name="step">The number of this update, from 1.</param>
    /// <returns>The loss before the update, at the parameters as they were.</returns>
    public double Step(long step)
    {
        var loss = objective.Differentiate();
        foreach (var (rule, scope) in applications) rule.Apply(scope, step);
        return loss;
    }

    private static ImmutableArray<ImmutableArray<IUpdateRule>> Valid(Choice optimiser)
    {
        var chains = Chains(optimiser);
        if (RuleChain.Problem(chains) is { } problem) throw new ArgumentException($"{optimiser.Kind.Name}: {problem}", nameof(optimiser));
        return chains;
    }

    /// <summary>Of each group, the one of all remaining tensors last.</summary>
    private static ImmutableArray<ImmutableArray<IUpdateRule>> Chains(Choice optimiser) =>
        [.. ParameterGroup.Of(optimiser).Select(group => RuleChain.Of(group.Settings))];

    /// <summary>The chosen tensors, each by itself or neighbours together.</summary>
    private static IEnumerable<ImmutableArray<ParameterTensor>> Parts(
        ImmutableArray<ParameterTensor> tensors, Func<ParameterTensor, bool> chosen, RuleReach reach)
    {
        for (var i = 0; i < tensors.Length; i++)
        {
            if (!chosen(tensors[i])) continue;
            var first = i;
            while (reach != RuleReach.Tensor && i + 1 < tensors.Length && chosen(tensors[i + 1])) i++;
            yield return tensors[first..(i + 1)];
        }
    }

    private static int First(ImmutableArray<ParameterGroup> groups, string tensor) =>
        groups.TakeWhile(group => !group.Matches(tensor)).Count();
}
