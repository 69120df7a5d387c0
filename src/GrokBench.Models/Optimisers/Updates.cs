using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Optimisers;

/// <summary>
/// What an optimiser does to a learner's parameters after each gradient. Rules that see all parameters together act on them once, with
/// the settings of no group; before, between and after them the others act on each group's parameters with the group's settings. Groups
/// share the vectors that rules keep, each its own part of them.
/// </summary>
public sealed class Updates
{
    private readonly ImmutableArray<Application> applications;

    /// <param name="optimiser">Without problems for the program's parameters.</param>
    public Updates(Choice optimiser, IProgram program)
        : this(optimiser, program, TensorsOf(program))
    {
    }

    /// <param name="optimiser">Without problems for the tensors.</param>
    /// <param name="tensors">What the parameters consist of, in order.</param>
    public Updates(Choice optimiser, IFlatVectors flat, ImmutableArray<Tensor> tensors)
    {
        var groups = ParameterGroup.Of(optimiser);
        ImmutableArray<ImmutableArray<IUpdateRule>> chains = [.. groups.Select(group => Rules(group.Settings))];
        var stretches = chains.Select(Stretches).ToArray();
        var together = chains[^1].Where(rule => rule.ActsOnAll).ToArray();
        if (stretches.Any(chain => chain.Length != together.Length + 1))
        {
            throw new ArgumentException(
                $"{optimiser.Kind.Name} has a rule that acts on all parameters in the chain of some groups only", nameof(optimiser));
        }

        var vectors = new Dictionary<string, IVector>(StringComparer.Ordinal);
        var (kept, planned) = (ImmutableArray.CreateBuilder<IVector>(), ImmutableArray.CreateBuilder<Application>());
        var names = ImmutableArray.CreateBuilder<string>();

        for (var stretch = 0; stretch <= together.Length; stretch++)
        {
            for (var i = 0; i < groups.Length; i++)
            {
                var number = i;
                Add(stretches[i][stretch], Part.Of(tensors, tensor => First(groups, tensor.Name) == number));
            }

            if (stretch < together.Length) Add([together[stretch]], Part.Of(tensors, _ => true));
        }

        (applications, Vectors, VectorNames) = (planned.ToImmutable(), kept.ToImmutable(), names.ToImmutable());

        void Add(IEnumerable<IUpdateRule> chain, IEnumerable<Part> parts)
        {
            var list = parts.ToArray();
            foreach (var rule in chain)
            {
                var state = rule.StateNames.Select(Vector).ToArray();
                foreach (var part in list)
                    planned.Add(new(rule, part.In(flat.Parameters), part.In(flat.Gradient), [.. state.Select(vector => part.In(vector))]));
            }
        }

        IVector Vector(string name)
        {
            if (!vectors.TryGetValue(name, out var vector))
            {
                vectors.Add(name, vector = flat.NewVector());
                kept.Add(vector);
                names.Add(name);
            }

            return vector;
        }
    }

    /// <summary>What the rules keep between steps, in the order in which they first use it: saved and hashed with the state.</summary>
    public ImmutableArray<IVector> Vectors { get; }

    /// <summary>Of each of them, such as <c>first-moment</c>.</summary>
    public ImmutableArray<string> VectorNames { get; }

    /// <summary>What a program's parameters consist of, in order.</summary>
    public static ImmutableArray<Tensor> TensorsOf(IProgram program) =>
        [.. program.Graph.Parameters.Slices.Select(slice => new Tensor(slice.Name, slice.Offset, slice.Shape.Count))];

    /// <summary>Flat vectors that an optimiser would keep.</summary>
    public static int VectorCount(Choice optimiser) =>
        ParameterGroup.Of(optimiser).SelectMany(group => Rules(group.Settings)).SelectMany(rule => rule.StateNames).Distinct(StringComparer.Ordinal).Count();

    /// <summary>To be called once, resumed or not, when the parameters are as the run starts.</summary>
    public void Begin()
    {
        foreach (var application in applications) application.Rule.Begin(application.Parameters);
    }

    /// <param name="step">The number of this update, from 1.</param>
    public void Apply(long step)
    {
        foreach (var (rule, parameters, gradient, state) in applications) rule.Apply(parameters, gradient, state, step);
    }

    private static ImmutableArray<IUpdateRule> Rules(Choice optimiser)
    {
        var rules = ((IOptimiser)optimiser.Kind).Rules(optimiser);
        var names = new HashSet<string>(StringComparer.Ordinal);
        return rules.SelectMany(rule => rule.StateNames).FirstOrDefault(name => !names.Add(name)) is { } shared
            ? throw new ArgumentException($"two rules of {optimiser.Kind.Name} keep a vector named {shared}", nameof(optimiser))
            : rules;
    }

    /// <summary>The rules before, between and after those that act on all parameters.</summary>
    private static ImmutableArray<IUpdateRule>[] Stretches(ImmutableArray<IUpdateRule> chain)
    {
        int[] ends = [.. chain.Index().Where(rule => rule.Item.ActsOnAll).Select(rule => rule.Index), chain.Length];
        return [.. ends.Select((end, i) => chain[(i == 0 ? 0 : ends[i - 1] + 1)..end])];
    }

    private static int First(ImmutableArray<ParameterGroup> groups, string tensor) => groups.TakeWhile(group => !group.Matches(tensor)).Count();

    /// <summary>Neighbouring parameters that have a name.</summary>
    public readonly record struct Tensor(string Name, int Offset, int Count);

    /// <summary>A rule on a part of the parameters. An array of vectors, since a structure would be boxed at every step.</summary>
    private sealed record Application(IUpdateRule Rule, IVector Parameters, IVector Gradient, IVector[] State);

    /// <summary>Neighbouring elements of a flat vector.</summary>
    private readonly record struct Part(int Start, int Count)
    {
        /// <summary>The chosen tensors, neighbours together.</summary>
        public static IEnumerable<Part> Of(ImmutableArray<Tensor> tensors, Func<Tensor, bool> chosen)
        {
            for (var i = 0; i < tensors.Length; i++)
            {
                if (!chosen(tensors[i])) continue;
                var start = tensors[i].Offset;
                while (i + 1 < tensors.Length && chosen(tensors[i + 1])) i++;
                yield return new(start, tensors[i].Offset + tensors[i].Count - start);
            }
        }

        public IVector In(IVector vector) => Count == vector.Count ? vector : vector.Part(Start, Count);
    }
}
