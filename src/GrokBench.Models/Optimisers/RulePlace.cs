namespace GrokBench.Models.Optimisers;

/// <summary>What a rule does within a step. The rules of a chain stand in this order.</summary>
public enum RulePlace
{
    /// <summary>
    /// Before the gradient is used: may ask for it at other parameters, and leaves the parameters bit for bit as they were. Such a rule
    /// acts on all parameters.
    /// </summary>
    Probe,

    /// <summary>Changes the gradient alone: a clip, a filter, a coupled decay.</summary>
    Gradient,

    /// <summary>Changes the parameters: the update itself, a decoupled decay.</summary>
    Update,

    /// <summary>Puts the updated parameters where they have to be: on a sphere, in a box.</summary>
    Constraint,
}
