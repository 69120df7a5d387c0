using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures;

/// <summary>
/// How far the first layer has moved from its initial weights (Barak et al. 2022, section 5): ρ = max |w_t - w_0|, over the whole layer, and per input the largest
/// over its outgoing weights. Relevant inputs are those that decide the label: the largest and the smallest of theirs; of the others the 95 % quantile (the
/// smallest value that at least 95 % of them do not exceed).
/// </summary>
public sealed class HiddenProgress : NeuralMeasure
{
    private const int QuantilePercent = 95;

    public override string Name => "hidden-progress";

    public override int Version => 1;

    public override string Summary => "Largest change of a first-layer weight, of relevant and of irrelevant inputs.";

    public override ImmutableArray<string> Series(TrainingSpec spec) => [Name, $"{Name}/relevant", $"{Name}/relevant-least", $"{Name}/irrelevant"];

    public override double Operations(TrainingSpec spec) => Parameters(spec)[MlpGraph.FirstLayerWeight].Shape.Count;

    /// <summary>The layer's weights, now and at the start.</summary>
    public override long Bytes(TrainingSpec spec, IEngine engine) =>
        3L * sizeof(double) * Parameters(spec)[MlpGraph.FirstLayerWeight].Shape.Count;

    protected override string? NeuralObstacle(TrainingSpec spec)
    {
        var task = Task(spec);
        if (spec.Model.Kind is not MlpFamily || task.RelevantInputs is not { } relevant) return "the task does not say which inputs are relevant";
        return relevant < task.InputWidth ? null : "every input is relevant";
    }

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var slice = learner.Program.Graph.Parameters[MlpGraph.FirstLayerWeight];
        var (initial, weights) = (slice.Draw(learner.Spec.InitSeed), new double[slice.Shape.Count]);
        learner.Program.Parameters.CopyTo(slice.Offset, weights);
        var moved = new double[slice.Shape.Rows];
        for (var i = 0; i < weights.Length; i++)
        {
            var start = learner.Program.Precision == Precision.Float32 ? (float)initial[i] : initial[i];
            var input = i / slice.Shape.Columns;
            moved[input] = Math.Max(moved[input], Math.Abs(weights[i] - start));
        }

        var relevant = Task(learner.Spec).RelevantInputs!.Value;
        values[0] = moved.Max();
        values[1] = moved[..relevant].Max();
        values[2] = moved[..relevant].Min();
        values[3] = Quantile(moved[relevant..]);
    }

    private static double Quantile(double[] values)
    {
        var rank = ((values.Length * QuantilePercent) + 99) / 100;
        return values.Order().ElementAt(rank - 1);
    }
}
