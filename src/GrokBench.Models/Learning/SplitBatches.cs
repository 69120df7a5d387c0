using GrokBench.Models.Tasks;
using GrokBench.Tensors;

namespace GrokBench.Models.Learning;

/// <summary>Batches of the training split.</summary>
internal sealed class SplitBatches : IBatches
{
    private readonly Examples examples;
    private readonly BatchSequence sequence;

    public SplitBatches(TrainingSpec spec, Dataset dataset)
    {
        examples = dataset.Examples;
        var train = dataset["train"].Rows;
        sequence = new BatchSequence(spec.BatchSize is null ? LocalOrder.Of(examples, train) : train, spec.BatchSize, spec.BatchSeed);
    }

    public int Largest => sequence.Largest;

    public Batch At(long step) => new(examples, sequence.Batch(step));
}
