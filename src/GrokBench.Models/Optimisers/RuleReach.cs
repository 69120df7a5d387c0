namespace GrokBench.Models.Optimisers;

/// <summary>Which parameters a rule sees at once.</summary>
public enum RuleReach
{
    /// <summary>
    /// All of them: a norm over them, say. Such a rule acts once, with the settings of no group, and stands in the chain of every group
    /// or of none.
    /// </summary>
    All,

    /// <summary>Neighbouring parameters of one group, with its settings: for rules that act on each number by itself.</summary>
    Group,

    /// <summary>One tensor, with the settings of its group: for rules that act on matrices.</summary>
    Tensor,
}
