using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Graphs;

/// <summary>A loss of real targets, one per output of the one output row; what is right the examples say, if anything does.</summary>
public abstract record RealTargetLoss : LossFunction
{
    public sealed override Answers Answers => Answers.RealTargets;

    /// <summary>One per target.</summary>
    public sealed override int Outputs(int ofTask) => ofTask;

    /// <summary>
    /// The loss of an example and its derivatives in the outputs, computed in float64. To be the same on every machine, it takes functions
    /// from <see cref="Maths.SpecialFunctions"/>, and sums in one order. Allocates nothing.
    /// </summary>
    /// <param name="outputs">Not finite when training has diverged: the loss is then not finite either.</param>
    /// <param name="targets">One per output.</param>
    /// <param name="gradient">One per output; zeros, to be replaced.</param>
    public abstract double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient);

    internal sealed override void Require(Shape output) =>
        GraphBuilder.Require(output.Rows == 1, $"the loss {Key} scores one output row, this graph gives {output}");

    internal sealed override void Require(Examples examples, Shape output) => RequireWidth(examples.TargetWidth, output.Columns, "targets");

    internal sealed override RowAnswer Answer(Examples examples, int example, int row, Shape output) => Targets(examples, example);

    internal sealed override bool Judges(Examples examples) => examples.Correctness is not null;

    internal sealed override double MadeUpTarget(RandomStream draws, ulong index) => draws.Uniform(index);

    internal sealed override double Evaluate(ReadOnlySpan<double> outputs, RowAnswer answer, Span<double> gradient) =>
        Evaluate(outputs, answer.Targets, gradient);

    internal sealed override bool IsRight(ReadOnlySpan<double> outputs, RowAnswer answer, Correctness? correctness)
    {
        if (correctness is null) return false;
        var squares = 0.0;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (!correctness.Accepts(outputs[i], answer.Targets[i])) return false;
            squares += (outputs[i] - answer.Targets[i]) * (outputs[i] - answer.Targets[i]);
        }

        return correctness.Accepts(squares / outputs.Length);
    }
}
