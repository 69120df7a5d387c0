using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Learning;

/// <summary>
/// Batches with standard normal draws for every example, new ones in every step: draw (s·largest + i)·width + j of the stream is number j of example i of step s,
/// the short last batch of an epoch included.
/// </summary>
/// <param name="pattern">Examples as wide as those of the batches.</param>
/// <param name="width">Draws per example.</param>
internal sealed class NoisyBatches(IBatches batches, Examples pattern, int width, RandomStream draws) : IBatches
{
    private readonly NoisyRoom room = new(pattern, batches.Largest, width);

    public int Largest => batches.Largest;

    public Batch At(long step) => room.Fill(batches.At(step), draws, (ulong)step * (ulong)Largest);
}
