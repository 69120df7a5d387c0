using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures;

/// <summary>Size of the parameter that is farthest from 0.</summary>
public sealed class LargestWeight : NeuralMeasure
{
    public override string Name => "largest-weight";

    public override int Version => 1;

    public override string Summary => "Size of the parameter that is farthest from 0.";

    public override double Operations(TrainingSpec spec) => Parameters(spec).Count;

    public override long Bytes(TrainingSpec spec, IEngine engine) => sizeof(double) * (long)Parameters(spec).Count;

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var parameters = new double[learner.Program.Parameters.Count];
        learner.Program.Parameters.CopyTo(0, parameters);
        values[0] = parameters.Max(Math.Abs);
    }
}
