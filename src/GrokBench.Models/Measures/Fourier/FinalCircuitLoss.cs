using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures.Fourier;

/// <summary>
/// The losses of <see cref="CircuitLoss"/> with the key frequencies of the network that the run ends at (<see cref="FinalNetwork"/>), as
/// Nanda et al. 2023 draw them; how many these are, <c>/frequencies</c>, and at which step of the second learner they were found,
/// <c>/step</c>. It is trained at the first evaluation, and at the first one after an interruption: the run costs up to twice as much.
/// </summary>
public sealed class FinalCircuitLoss : CircuitLoss
{
    /// <summary>Over which a plan spreads the cost of training the second learner: about as many as a schedule has.</summary>
    private const int Evaluations = 100;

    public override string Name => "final-circuit-loss";

    public override int Version => 1;

    public override string Summary => "Restricted and excluded loss with the key frequencies of the final network.";

    public override ImmutableArray<string> Series(TrainingSpec spec) => [.. base.Series(spec), $"{Name}/frequencies", $"{Name}/step"];

    protected override string? NeuralObstacle(TrainingSpec spec) =>
        Task(spec).IsOnline ? "an online run has no final network"
        : !spec.Stages.IsEmpty ? "a run with stages has no one final network"
        : base.NeuralObstacle(spec);

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        base.Evaluate(learner, values);
        var (keys, step) = Final(learner);
        (values[^2], values[^1]) = (keys.Length, step);
    }

    private protected override int[] Frequencies(NeuralLearner learner) => Final(learner).Keys;

    private protected override double FrequencyOperations(TrainingSpec spec) => FinalNetwork.Operations(spec) / Evaluations;

    /// <summary>The second learner, and what reads its units.</summary>
    private protected override long FrequencyBytes(TrainingSpec spec, IEngine engine) =>
        ((NeuralFamily)spec.Model.Kind).Needs(spec, engine, threads: 1).Bytes + UnitFrequencies.Bytes(spec, Published(spec), engine);

    private (int[] Keys, long Step) Final(NeuralLearner learner) => learner.Once(Name, self =>
    {
        using var twin = FinalNetwork.Train(self);
        return (UnitFrequencies.Of(twin).Keys, twin.Steps);
    });
}
