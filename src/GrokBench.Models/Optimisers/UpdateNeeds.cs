namespace GrokBench.Models.Optimisers;

/// <summary>What the rules of an optimiser take.</summary>
/// <param name="Kept">Flat vectors that are kept between steps, saved and hashed.</param>
/// <param name="Scratch">Flat vectors beside them.</param>
/// <param name="Gradients">Gradients per step, at least 1.</param>
public readonly record struct UpdateNeeds(int Kept, int Scratch, int Gradients)
{
    public int Vectors => Kept + Scratch;
}
