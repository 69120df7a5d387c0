using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Tensors;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures.Groups;

/// <summary>
/// Test accuracy after changes to what the hidden units read of the operands, x and y (Stander et al. 2023): <c>/both</c> with the signs of
/// both, <c>/first</c> and <c>/second</c> with that of one turned over; <c>/swapped</c> with the tables of the operands exchanged;
/// <c>/absolute</c> with |x + y| for ReLU(x + y), which is the sum of the outputs of both signs.
/// </summary>
public sealed class SignFlips : NeuralMeasure
{
    public override string Name => "sign-flips";

    public override int Version => 1;

    public override string Summary => "Test accuracy with the signs of what hidden units read of the operands turned over.";

    public override ImmutableArray<string> Series(TrainingSpec spec) =>
        [$"{Name}/both", $"{Name}/first", $"{Name}/second", $"{Name}/swapped", $"{Name}/absolute"];

    public override double Operations(TrainingSpec spec) =>
        5.0 * Published(spec).Parameters.Count * (Task(spec).Examples - Task(spec).TrainingExamples);

    public override long Bytes(TrainingSpec spec, IEngine engine)
    {
        var (task, parameters) = (Task(spec), (long)Published(spec).Parameters.Count);
        return (sizeof(double) * ((4 * parameters) + (2L * task.Outputs * task.Examples))) + (64L * task.Examples);
    }

    protected override string? NeuralObstacle(TrainingSpec spec)
    {
        if (GroupTables.OperandObstacle(spec, Published(spec)) is { } obstacle) return obstacle;
        return spec.Model.Word("activation") == "relu" && spec.Model.Word("biases") == "none"
            && !Published(spec).Taps.ContainsKey(LayerTaps.Hidden(2))
            ? null
            : "the model is no network of one hidden layer of ReLUs without biases";
    }

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var outputs = learner.Program.Graph.Output.Shape.Columns;
        var (table, rows) = (GroupTables.Operands(learner), learner.Dataset["test"].Rows);
        var half = table.Length / 2;
        var answers = Answers(table);
        var both = Answers([.. table.Select(weight => -weight)]);
        values[0] = Accuracy(both);
        values[1] = Accuracy(Answers([.. table.Select((weight, i) => i < half ? -weight : weight)]));
        values[2] = Accuracy(Answers([.. table.Select((weight, i) => i < half ? weight : -weight)]));
        values[3] = Accuracy(Answers([.. table[half..], .. table[..half]]));
        for (var i = 0; i < answers.Length; i++) both[i] += answers[i];
        values[4] = Accuracy(both);

        double[] Answers(double[] changed)
        {
            var result = new double[rows.Length * outputs];
            using (learner.Perturb())
            {
                learner.Program.Parameters.CopyFrom(learner.Program.Graph.Parameters[MlpGraph.FirstLayerWeight].Offset, changed);
                learner.Program.Forward(learner.Program.Graph.Output, learner.Dataset.Examples, rows, result);
            }

            return result;
        }

        double Accuracy(double[] of)
        {
            var right = 0;
            for (var i = 0; i < rows.Length; i++)
            {
                if (Labels.Largest<double>(of.AsSpan(i * outputs, outputs)) == learner.Dataset.Examples.Labels[rows[i]]) right++;
            }

            return (double)right / rows.Length;
        }
    }
}
