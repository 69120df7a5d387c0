using GrokBench.Tensors;

namespace GrokBench.Models.Tasks;

/// <summary>Where training examples come from when every step draws new ones.</summary>
public interface IFreshExamples
{
    /// <summary>Room for the examples of a step, to be filled again and again.</summary>
    Examples NewBatch(int size);

    /// <summary>
    /// Overwrites a batch with the examples of a step: the same bits whenever it is asked for, whatever was drawn before. Allocates nothing.
    /// </summary>
    /// <param name="step">Updates made before, from 0.</param>
    void Draw(long step, Examples batch);
}
