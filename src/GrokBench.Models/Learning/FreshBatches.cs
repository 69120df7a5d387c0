using GrokBench.Models.Tasks;
using GrokBench.Tensors;

namespace GrokBench.Models.Learning;

/// <summary>Batches of an online run: new examples in every step.</summary>
internal sealed class FreshBatches : IBatches
{
    private readonly IFreshExamples source;
    private readonly Examples batch;
    private readonly int[] rows;

    public FreshBatches(IFreshExamples source, int size)
    {
        this.source = source;
        (batch, rows) = (source.NewBatch(size), [.. Enumerable.Range(0, size)]);
    }

    public int Largest => rows.Length;

    public Batch At(long step)
    {
        source.Draw(step, batch);
        return new Batch(batch, rows);
    }
}
