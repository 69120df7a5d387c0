namespace GrokBench.Suites.Claims;

/// <summary>One predicted behaviour of a paper, as a check over runs.</summary>
/// <param name="Id">The key in the suite, such as <c>C3.2</c>.</param>
/// <param name="Title">A few words.</param>
/// <param name="Says">What the paper says, in our own words.</param>
/// <param name="Source">Figure, section or table.</param>
/// <param name="Note">Tolerances, deviations; may be empty.</param>
public sealed record Claim(string Id, string Title, string Says, string Source, Strength Strength, string Note, Check Check)
{
    /// <summary>
    /// How often the claim was decided and seen by whoever chose to go on: setting, seeds or check changed after all but the last of
    /// these. At least 1.
    /// </summary>
    public int Looks { get; init; } = 1;

    /// <summary>
    /// Whether it follows by arithmetic, from definitions or from other claims: then it shows that the bench computes rightly, and
    /// nothing of the paper.
    /// </summary>
    public bool ChecksBench { get; init; }
}

/// <summary>How firmly the paper commits itself. Weak claims get no verdict and never gate.</summary>
public enum Strength
{
    Strong,
    Medium,
    Weak,
}
