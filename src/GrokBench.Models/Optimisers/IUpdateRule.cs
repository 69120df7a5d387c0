namespace GrokBench.Models.Optimisers;

/// <summary>
/// One link of an optimiser. Each part of the parameters that a rule acts on (see <see cref="Reach"/>) has a rule object of its own.
/// </summary>
public interface IUpdateRule
{
    /// <summary>What it does within a step: rules of a chain that are out of order are refused.</summary>
    RulePlace Place { get; }

    /// <summary>Which parameters it sees at once.</summary>
    RuleReach Reach { get; }

    /// <summary>
    /// Names of the flat vectors that this rule keeps between steps, such as <c>first-moment</c>; saved and hashed with the state. No two
    /// rules of a chain share a name.
    /// </summary>
    IReadOnlyList<string> StateNames => [];

    /// <summary>Flat vectors that it needs within <see cref="Apply"/> alone. Neither saved nor hashed; rules share them.</summary>
    int ScratchVectors => 0;

    /// <summary>How often it calls <see cref="RuleScope.Differentiate"/> in a step, at the most; 0 but for rules that probe.</summary>
    int Gradients => 0;

    /// <summary>
    /// Called once before the first <see cref="Apply"/> of a learner, resumed ones included, with the parameters as the run starts: what a
    /// rule derives from them needs no saving.
    /// </summary>
    void Begin(RuleScope scope)
    {
    }

    /// <summary>Allocates nothing.</summary>
    /// <param name="step">The number of this update, from 1.</param>
    void Apply(RuleScope scope, long step);
}
