using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures;

/// <summary>
/// Logits over the training split: the mean margin of the right one over the largest other, the mean right one, and the least margin. With
/// the norm of the parameters they are the efficiency curves of Varma et al. 2023: how large a norm takes such logits.
/// </summary>
public sealed class LogitMargin : NeuralMeasure
{
    /// <summary>Examples at a time.</summary>
    private const int Block = 256;

    public override string Name => "logit-margin";

    public override int Version => 1;

    public override string Summary => "Margin of the right logit over the training split: mean and least; and the mean right logit.";

    public override ImmutableArray<string> Series(TrainingSpec spec) => [Name, $"{Name}/correct", $"{Name}/least"];

    public override double Operations(TrainingSpec spec)
    {
        var task = Task(spec);
        return ((Families.NeuralFamily)spec.Model.Kind).Cost(spec).EvaluationOperations * task.TrainingExamples / task.Examples;
    }

    public override long Bytes(TrainingSpec spec, IEngine engine) => sizeof(double) * (long)Block * Published(spec).Output.Shape.Columns;

    protected override string? NeuralObstacle(TrainingSpec spec) =>
        Task(spec).LabelCount != 1 ? "the task has no label for each example"
        : Published(spec).Output.Shape.Columns == 1 ? "a single output has no other to be compared with"
        : null;

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var (examples, train, output) = (learner.Dataset.Examples, learner.Dataset["train"].Rows, learner.Program.Graph.Output);
        var classes = output.Shape.Columns;
        var block = new double[Math.Min(Block, train.Length) * classes];
        var (margins, correct, least) = (0.0, 0.0, double.PositiveInfinity);
        for (var start = 0; start < train.Length; start += Block)
        {
            var rows = train.AsSpan(start, Math.Min(Block, train.Length - start));
            var logits = block.AsSpan(0, rows.Length * classes);
            learner.Program.Forward(output, examples, rows, logits);
            for (var i = 0; i < rows.Length; i++)
            {
                var own = logits.Slice(i * classes, classes);
                var label = examples.Labels[rows[i]];
                var other = double.NegativeInfinity;
                for (var answer = 0; answer < classes; answer++)
                    if (answer != label) other = Math.Max(other, own[answer]);
                margins += own[label] - other;
                correct += own[label];
                least = Math.Min(least, own[label] - other);
            }
        }

        (values[0], values[1], values[2]) = (margins / train.Length, correct / train.Length, least);
    }
}
