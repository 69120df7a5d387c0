using GrokBench.Models.Learning;

namespace GrokBench.Suites.Claims;

/// <summary>A number (or a censored step) that is read from one run. Equal quantities have equal texts.</summary>
public abstract record Quantity
{
    /// <summary>In words, as tables and sentences name it: <c>test.accuracy at t_mem</c>.</summary>
    public abstract string Text { get; }

    /// <summary>Whether its values may lie below 0, so that the ratio of two of them says nothing about which is the larger.</summary>
    public virtual bool Signed => false;

    /// <summary>The value that a run's settings determine alone; null for what is read of its course.</summary>
    public virtual double? Determined(TrainingSpec training) => null;

    public sealed override string ToString() => Text;
}
