using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures.Fourier;

/// <summary>
/// The losses of <see cref="CircuitLoss"/> with the key frequencies of the moment, as the authors' code finds them
/// (<see cref="UnitFrequencies.Keys"/>). Early in training nearly every frequency is one: curves before generalisation differ from those
/// with the final ones (<see cref="FinalCircuitLoss"/>).
/// </summary>
public sealed class MomentCircuitLoss : CircuitLoss
{
    public override string Name => "circuit-loss";

    public override int Version => 1;

    public override string Summary => "Restricted and excluded loss with the key frequencies of the moment.";

    private protected override int[] Frequencies(NeuralLearner learner) => UnitFrequencies.Of(learner).Keys;

    private protected override double FrequencyOperations(TrainingSpec spec) => UnitFrequencies.Operations(spec, Published(spec));

    private protected override long FrequencyBytes(TrainingSpec spec, IEngine engine) =>
        UnitFrequencies.Bytes(spec, Published(spec), engine);
}
