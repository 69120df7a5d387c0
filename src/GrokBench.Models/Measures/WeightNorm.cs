using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures;

/// <summary>Euclidean norm of all trained parameters, <c>weight-norm</c>, and of each tensor, <c>weight-norm/embed</c>.</summary>
public sealed class WeightNorm : NeuralMeasure
{
    public override string Name => "weight-norm";

    public override int Version => 1;

    public override string Summary => "Euclidean norm of the parameters, in total and per tensor.";

    public override ImmutableArray<string> Series(TrainingSpec spec) =>
        [Name, .. Parameters(spec).Slices.Select(slice => $"{Name}/{slice.Name}")];

    public override double Operations(TrainingSpec spec) => Parameters(spec).Count;

    public override long Bytes(TrainingSpec spec, IEngine engine) => 0;

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var parameters = learner.Program.Parameters;
        var slices = learner.Program.Graph.Parameters.Slices;
        var total = 0.0;
        for (var i = 0; i < slices.Length; i++)
        {
            var square = parameters.Dot(parameters, slices[i].Offset, slices[i].Shape.Count);
            total += square;
            values[i + 1] = Math.Sqrt(square);
        }

        values[0] = Math.Sqrt(total);
    }
}
