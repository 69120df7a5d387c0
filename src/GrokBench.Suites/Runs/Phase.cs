namespace GrokBench.Suites.Runs;

/// <summary>What became of a run.</summary>
public enum Phase
{
    /// <summary>Never memorised.</summary>
    Confusion,

    /// <summary>Memorised, did not generalise within the budget.</summary>
    Memorisation,

    /// <summary>Generalised less than the grokking ratio, or delay, after memorising.</summary>
    Comprehension,

    /// <summary>Generalised at least the grokking ratio, or delay, after memorising.</summary>
    Grokking,

    /// <summary>Generalised, then lost it again (test accuracy below 0.9, or below nine tenths of what the event asks for where that is less than 0.9, after it held).</summary>
    Unstable,

    /// <summary>The loss or a parameter became NaN or infinite.</summary>
    Diverged,
}
