using System.Collections.Immutable;
using GrokBench.Reports.Quantities;
using GrokBench.Suites.Claims;

namespace GrokBench.Reports.Judging;

/// <summary>
/// A check that says what it reads and how it is decided: all that there is to know of a kind of check stands in its own file, its reader
/// included.
/// </summary>
public abstract record JudgedCheck : Check
{
    /// <summary>The predicate in words and numbers: "t_gen / t_mem at least 10, per seed, in every cell of addition".</summary>
    public abstract string Text { get; }

    /// <summary>Everything that <see cref="Decide"/> reads of the runs of its cells, the phase apart, which is read of all.</summary>
    public abstract IEnumerable<RunQuantity> Quantities { get; }

    /// <summary>The checks that are decided one by one; itself where it has no parts.</summary>
    public virtual ImmutableArray<JudgedCheck> Parts => [this];

    /// <summary>What it comes to. Every cell has a finished run.</summary>
    /// <exception cref="ArgumentException">The check does not fit its cells (several where one is meant, an axis without numbers):
    /// validation's task.</exception>
    public abstract Decision Decide(Evidence evidence);
}
