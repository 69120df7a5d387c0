using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures;

/// <summary>
/// Sum of the squares of all trained parameters: what weight decay penalises, and what Nanda et al. 2023 plot. A series of its own,
/// because slopes of the square and of the norm do not order alike.
/// </summary>
public sealed class WeightNormSquared : NeuralMeasure
{
    public override string Name => "weight-norm-squared";

    public override int Version => 1;

    public override string Summary => "Sum of the squares of all parameters.";

    public override double Operations(TrainingSpec spec) => Parameters(spec).Count;

    public override long Bytes(TrainingSpec spec, IEngine engine) => 0;

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var parameters = learner.Program.Parameters;
        values[0] = parameters.Dot(parameters, 0, parameters.Count);
    }
}
