using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures.Fourier;

/// <summary>
/// Share of the logits' variance over all pairs and outputs that the functions cos(2πk(x + y - c)/p) explain, 0 to 1 (Nanda et al. 2023):
/// of the key frequencies of the moment by the authors' rule (<see cref="UnitFrequencies"/>), and <c>/all</c>, of every frequency.
/// </summary>
public sealed class TrigonometricLogits : NeuralMeasure
{
    public override string Name => "trigonometric-logits";

    public override int Version => 1;

    public override string Summary => "Share of the logits' variance that waves of x + y - c explain, of the key frequencies and of all.";

    public override ImmutableArray<string> Series(TrainingSpec spec) => [Name, $"{Name}/all"];

    public override double Operations(TrainingSpec spec)
    {
        var published = Published(spec);
        return UnitFrequencies.Operations(spec, published) + AdditionLogits.Operations(spec, published);
    }

    /// <summary>
    /// Units first, then logits: the first leave only their frequencies behind, but the memory may not be free again yet.
    /// </summary>
    public override long Bytes(TrainingSpec spec, IEngine engine)
    {
        var published = Published(spec);
        return UnitFrequencies.Bytes(spec, published, engine) + AdditionLogits.Bytes(spec, published, engine);
    }

    protected override string? NeuralObstacle(TrainingSpec spec) =>
        ModularTable.UnitsObstacle(spec, Published(spec)) ?? ModularTable.AdditionObstacle(spec, Published(spec));

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var keys = UnitFrequencies.Of(learner).Keys;
        var logits = AdditionLogits.Of(learner);
        values[0] = logits.Explained(keys);
        values[1] = logits.Explained(Enumerable.Range(1, (learner.Spec.Task.Integer("modulus") - 1) / 2));
    }
}
