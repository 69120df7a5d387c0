using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures.Fourier;

/// <summary>
/// How many key frequencies a network has that learns an operation modulo p (<see cref="UnitFrequencies"/>): by the rule of Nanda et al.
/// 2023, those that are the frequency of any hidden unit; <c>/clear</c>, those that are the frequency of a unit in which it has 85 % of the
/// variance or more; and <c>/single-frequency-units</c>, the share of such units among all, 0 to 1.
/// </summary>
public sealed class KeyFrequencies : NeuralMeasure
{
    public override string Name => "key-frequencies";

    public override int Version => 1;

    public override string Summary => "How many frequencies the hidden units have, and how many units have a single one.";

    public override ImmutableArray<string> Series(TrainingSpec spec) => [Name, $"{Name}/clear", $"{Name}/single-frequency-units"];

    public override double Operations(TrainingSpec spec) => UnitFrequencies.Operations(spec, Published(spec));

    public override long Bytes(TrainingSpec spec, IEngine engine) => UnitFrequencies.Bytes(spec, Published(spec), engine);

    protected override string? NeuralObstacle(TrainingSpec spec) => ModularTable.UnitsObstacle(spec, Published(spec));

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var units = UnitFrequencies.Of(learner);
        (values[0], values[1], values[2]) = (units.Keys.Length, units.ClearKeys.Length, units.SingleShare);
    }
}
