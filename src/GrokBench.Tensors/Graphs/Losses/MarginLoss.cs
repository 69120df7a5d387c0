using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Graphs;

/// <summary>A loss of the margin y·f, f the one output and y = ±1 the example's target; right where the margin is above 0.</summary>
public abstract record MarginLoss : LossFunction
{
    public sealed override Answers Answers => Answers.Signs;

    /// <summary>One, however many classes or targets there are.</summary>
    public sealed override int Outputs(int ofTask) => 1;

    /// <summary>
    /// The loss at a margin, computed in float64. To be the same on every machine, it takes functions from
    /// <see cref="Maths.SpecialFunctions"/>. Allocates nothing.
    /// </summary>
    /// <param name="margin">Not finite when training has diverged.</param>
    /// <param name="slope">The derivative in the margin.</param>
    public abstract double Evaluate(double margin, out double slope);

    internal sealed override void Require(Shape output) =>
        GraphBuilder.Require(output == new Shape(1, 1), $"the loss {Key} scores one output, this graph gives {output}");

    internal sealed override void Require(Examples examples, Shape output) => RequireWidth(examples.TargetWidth, output.Columns, "targets");

    internal sealed override RowAnswer Answer(Examples examples, int example, int row, Shape output)
    {
        var answer = Targets(examples, example);
        if (answer.Targets[0] is not (1 or -1))
            throw new ArgumentException(FormattableString.Invariant($"a target of {answer.Targets[0]}, the loss {Key} takes 1 or -1"));
        return answer;
    }

    internal sealed override bool Judges(Examples examples) => true;

    internal sealed override double MadeUpTarget(RandomStream draws, ulong index) => (2.0 * draws.Below(index, 2)) - 1;

    internal sealed override double Evaluate(ReadOnlySpan<double> outputs, RowAnswer answer, Span<double> gradient)
    {
        var sign = answer.Targets[0];
        var loss = Evaluate(sign * outputs[0], out var slope);
        gradient[0] = sign * slope;
        return loss;
    }

    internal sealed override bool IsRight(ReadOnlySpan<double> outputs, RowAnswer answer, Correctness? correctness) =>
        answer.Targets[0] * outputs[0] > 0;
}
