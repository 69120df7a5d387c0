using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Optimisers;

/// <summary>One link of an optimiser: it may change the gradient (filter, clip, coupled decay) or the parameters (the update itself, decay, projection).</summary>
public interface IUpdateRule
{
    /// <summary>Names of the flat vectors that this rule keeps between steps, such as <c>first-moment</c>; saved and hashed with the state. No two rules of a chain share a name.</summary>
    IReadOnlyList<string> StateNames { get; }

    /// <summary>
    /// Whether the rule sees all parameters at once (a norm over them, say), where others act on each group of parameters by itself. Such
    /// a rule stands in the chain of every group or of none.
    /// </summary>
    bool ActsOnAll => false;

    /// <summary>
    /// Called once before the first <see cref="Apply"/> of a learner, resumed ones included, with the parameters as the run starts: what a rule derives from them
    /// needs no saving.
    /// </summary>
    /// <param name="parameters">As in <see cref="Apply"/>.</param>
    void Begin(IVector parameters)
    {
    }

    /// <param name="parameters">All of the program's or, but for rules that act on all, a part of them.</param>
    /// <param name="gradient">Theirs; a rule may change it for those that follow.</param>
    /// <param name="state">One vector per state name, zero before the first step.</param>
    /// <param name="step">The number of this update, from 1.</param>
    void Apply(IVector parameters, IVector gradient, IReadOnlyList<IVector> state, long step);
}
