using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Graphs;

/// <summary>A loss of classes: each output row has a label, and is right where its largest output, the first of equals, is at it.</summary>
public abstract record LabelLoss : LossFunction
{
    public sealed override Answers Answers => Answers.Labels;

    /// <summary>One per class.</summary>
    public sealed override int Outputs(int ofTask) => ofTask;

    /// <summary>
    /// The loss of one output row and its derivatives in the outputs, computed in float64. To be the same on every machine, it takes
    /// functions from <see cref="Maths.SpecialFunctions"/>, and sums in one order. Allocates nothing.
    /// </summary>
    /// <param name="outputs">One per class. Not finite when training has diverged: the loss is then not finite either.</param>
    /// <param name="label">The right class, below the number of outputs.</param>
    /// <param name="gradient">One per class; zeros, to be replaced.</param>
    public abstract double Evaluate(ReadOnlySpan<double> outputs, int label, Span<double> gradient);

    internal sealed override void Require(Shape output)
    {
    }

    internal sealed override void Require(Examples examples, Shape output) => RequireWidth(examples.LabelWidth, output.Rows, "labels");

    internal sealed override RowAnswer Answer(Examples examples, int example, int row, Shape output)
    {
        var label = examples.Labels[(example * examples.LabelWidth) + row];
        if ((uint)label >= (uint)output.Columns)
            throw new ArgumentOutOfRangeException(nameof(examples), $"label {label} of {output.Columns} classes");
        return new RowAnswer(label, []);
    }

    internal sealed override bool Judges(Examples examples) => true;

    internal sealed override double MadeUpTarget(RandomStream draws, ulong index) => draws.Uniform(index);

    internal sealed override double Evaluate(ReadOnlySpan<double> outputs, RowAnswer answer, Span<double> gradient) =>
        Evaluate(outputs, answer.Label, gradient);

    internal sealed override bool IsRight(ReadOnlySpan<double> outputs, RowAnswer answer, Correctness? correctness) =>
        Labels.Largest(outputs) == answer.Label;
}
