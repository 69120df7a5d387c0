namespace GrokBench.Models.Optimisers;

/// <summary>What a step descends on, as an optimiser sees it.</summary>
public interface IObjective
{
    /// <summary>
    /// Leaves the gradient at the present parameters in the flat gradient. However often it is asked within a step, the batch and the
    /// noise are the same. Allocates nothing.
    /// </summary>
    /// <returns>The loss at the present parameters. Not finite where training has diverged; the gradient is then no use.</returns>
    double Differentiate();
}
