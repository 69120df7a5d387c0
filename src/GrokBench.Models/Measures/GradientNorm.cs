using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Optimisers;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures;

/// <summary>
/// Euclidean norm of the gradient of the mean loss over the whole training split at the present parameters: before clipping and without
/// weight decay, so that it depends on the state alone and not on the batch that the last step drew.
/// </summary>
public sealed class GradientNorm : NeuralMeasure
{
    public override string Name => "gradient-norm";

    public override int Version => 1;

    public override string Summary => "Euclidean norm of the gradient over the whole training split.";

    public override double Operations(TrainingSpec spec)
    {
        var rows = Task(spec).TrainingExamples;
        var batch = Math.Min(spec.BatchSize ?? rows, rows);
        return ((NeuralFamily)spec.Model.Kind).Cost(spec).StepOperations / Updates.Needs(spec.Optimiser).Gradients * rows / batch;
    }

    /// <summary>The learner's own vectors suffice.</summary>
    public override long Bytes(TrainingSpec spec, IEngine engine) => 0;

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var gradient = Gradient(learner);
        values[0] = Math.Sqrt(gradient.Dot(gradient, 0, gradient.Count));
    }

    /// <summary>The gradient over the training split, in pieces no larger than the program was compiled for.</summary>
    private static IVector Gradient(NeuralLearner learner)
    {
        var (program, rows) = (learner.Program, learner.Dataset["train"].Rows);
        var piece = Math.Min(learner.Spec.BatchSize ?? rows.Length, rows.Length);
        if (piece == rows.Length)
        {
            program.Differentiate(learner.Dataset.Examples, rows);
            return program.Gradient;
        }

        var sum = learner.Scratch;
        sum.Clear();
        for (var start = 0; start < rows.Length; start += piece)
        {
            var part = rows.AsSpan(start, Math.Min(piece, rows.Length - start));
            program.Differentiate(learner.Dataset.Examples, part);
            sum.AddScaled((double)part.Length / rows.Length, program.Gradient);
        }

        return sum;
    }
}
