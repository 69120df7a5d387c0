using GrokBench.Models.Tasks;

namespace GrokBench.Reports.Images;

/// <summary>How much of a subclass there is in training.</summary>
public enum Presence
{
    /// <summary>As much as of any.</summary>
    Full,

    /// <summary>Less than of others.</summary>
    Sparse,

    /// <summary>Nothing: it is only tested.</summary>
    LeftOut,
}

/// <summary>What <see cref="Presence"/> follows from.</summary>
public static class Presences
{
    /// <param name="among">All subclasses of the task.</param>
    public static Presence Of(Subclass subclass, IEnumerable<Subclass> among) => subclass switch
    {
        { TrainingExamples: 0 } => Presence.LeftOut,

        // Rounding may leave the others one example more or less.
        { Sparse: true } when among.Any(other => !other.Sparse && other.TrainingExamples > subclass.TrainingExamples) => Presence.Sparse,
        _ => Presence.Full,
    };
}
