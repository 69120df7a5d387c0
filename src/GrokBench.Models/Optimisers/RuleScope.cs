using System.Collections.Immutable;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Optimisers;

/// <summary>What a rule acts on: the parameters that it sees at once, and what belongs to them.</summary>
public sealed class RuleScope
{
    private readonly IObjective? objective;

    /// <param name="tensors">Neighbours, by offset in the flat vectors.</param>
    /// <param name="vectors">The flat parameters and their gradient.</param>
    /// <param name="objective">Null for rules that ask for no gradient.</param>
    internal RuleScope(
        ImmutableArray<ParameterTensor> tensors, IFlatVectors vectors, IEnumerable<IVector> state, IEnumerable<IVector> scratch,
        IObjective? objective)
    {
        var (start, count) = (tensors[0].Offset, tensors[^1].Offset + tensors[^1].Count - tensors[0].Offset);
        Tensors = [.. tensors.Select(tensor => tensor with { Offset = tensor.Offset - start })];
        (Parameters, Gradient) = (Part(vectors.Parameters), Part(vectors.Gradient));
        (State, Scratch, this.objective) = ([.. state.Select(Part)], [.. scratch.Select(Part)], objective);

        IVector Part(IVector vector) => count == vector.Count ? vector : vector.Part(start, count);
    }

    /// <summary>What the parameters consist of, in order, by offset within <see cref="Parameters"/>.</summary>
    public ImmutableArray<ParameterTensor> Tensors { get; }

    public IVector Parameters { get; }

    /// <summary>Theirs; what a rule changes in it is seen by those that follow.</summary>
    public IVector Gradient { get; }

    /// <summary>One vector per state name of the rule, as long as the parameters; zero before the first step.</summary>
    public ImmutableArray<IVector> State { get; }

    /// <summary>
    /// As many as the rule asks for, as long as the parameters. Another rule may have written to them since this one acted last.
    /// </summary>
    public ImmutableArray<IVector> Scratch { get; }

    /// <inheritdoc cref="IObjective.Differentiate"/>
    /// <exception cref="InvalidOperationException">The rule has another place than <see cref="RulePlace.Probe"/>.</exception>
    public double Differentiate() => objective is null
        ? throw new InvalidOperationException($"a rule whose place is not {RulePlace.Probe} asks for a gradient")
        : objective.Differentiate();
}
