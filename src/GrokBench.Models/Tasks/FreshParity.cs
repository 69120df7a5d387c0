using GrokBench.Tensors;

namespace GrokBench.Models.Tasks;

/// <summary>Batches of independent, uniformly distributed inputs: example i of step s is draw s·size + i of the "fresh" streams.</summary>
internal sealed class FreshParity(ParityRows rows, ulong seed) : IFreshExamples
{
    private readonly ParityDraws draws = new(seed, "fresh");

    public Examples NewBatch(int size) => rows.Room(size, isRefilled: true);

    public void Draw(long step, Examples batch)
    {
        Span<ulong> words = stackalloc ulong[rows.Words];
        for (var row = 0; row < batch.Count; row++)
        {
            var index = (step * batch.Count) + row;
            for (var word = 0; word < words.Length; word++) words[word] = draws.Bits.Bits(((ulong)index * (ulong)words.Length) + (ulong)word);
            rows.Write(batch, row, words, draws, index, noisy: true);
        }
    }
}
