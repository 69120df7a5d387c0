using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures;

/// <summary>
/// Effective sub-network size of Merrill et al. 2023: the smallest k for which the k hidden units of largest incoming norm (biases left out), alone, answer every
/// training input as the whole network does. <c>/equal-accuracy</c> is what the authors' code asks for instead: as many training inputs answered rightly.
/// </summary>
public sealed class SparseSubnetwork : NeuralMeasure
{
    public override string Name => "sparse-subnetwork";

    public override int Version => 1;

    public override string Summary => "Fewest hidden units of largest incoming norm that answer the training inputs as all do.";

    public override ImmutableArray<string> Series(TrainingSpec spec) => [Name, $"{Name}/equal-accuracy"];

    public override double Operations(TrainingSpec spec) => (double)Parameters(spec).Count * Task(spec).TrainingExamples;

    public override long Bytes(TrainingSpec spec, IEngine engine) => HiddenUnits.Bytes(spec, engine, Task(spec).TrainingExamples);

    protected override string? NeuralObstacle(TrainingSpec spec) => HiddenUnits.Obstacle(Published(spec), Task(spec));

    protected override void Evaluate(NeuralLearner learner, Span<double> values) =>
        (values[0], values[1]) = new HiddenUnits(learner).Smallest(learner.Dataset["train"].Rows);
}
