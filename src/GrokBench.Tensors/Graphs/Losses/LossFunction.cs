namespace GrokBench.Tensors.Graphs;

/// <summary>
/// A function of the outputs of an example and of its answer, and everything that builders, engines and models have to know of it. A new
/// one derives from <see cref="LabelLoss"/>, <see cref="RealTargetLoss"/> or <see cref="MarginLoss"/>.
/// </summary>
public abstract record LossFunction
{
    /// <summary>
    /// The function and its constants, the same text in every culture and another one than that of every other function: losses of
    /// equal keys are one program.
    /// </summary>
    public abstract string Key { get; }

    /// <summary>What outputs are compared with.</summary>
    public abstract Answers Answers { get; }

    /// <summary>Outputs of a model for a task that has so many classes or real targets.</summary>
    public abstract int Outputs(int ofTask);

    public sealed override string ToString() => Key;

    /// <exception cref="ArgumentException">The loss scores no output of this shape. The message names it.</exception>
    internal abstract void Require(Shape output);

    /// <exception cref="ArgumentException">The examples have other answers than the loss compares such an output with.</exception>
    internal abstract void Require(Examples examples, Shape output);

    /// <summary>What an output row of an example is compared with.</summary>
    /// <param name="row">Of the output.</param>
    /// <exception cref="ArgumentException">The answer is none that the loss takes.</exception>
    internal abstract RowAnswer Answer(Examples examples, int example, int row, Shape output);

    /// <summary>Whether an output is right or wrong, where these examples are scored.</summary>
    internal abstract bool Judges(Examples examples);

    /// <summary>A target of an example that is made up to exercise the loss; of no meaning where it compares with labels.</summary>
    internal abstract double MadeUpTarget(RandomNumbers.RandomStream draws, ulong index);

    /// <summary>The loss of one output row and its gradient.</summary>
    /// <param name="outputs">Of the row, and numbers of the loss's format, as the answer's targets are.</param>
    /// <param name="gradient">Zeros, to be replaced by the derivatives in the outputs.</param>
    internal abstract double Evaluate(ReadOnlySpan<double> outputs, RowAnswer answer, Span<double> gradient);

    /// <summary>Whether nothing in one output row speaks against its example being right.</summary>
    /// <param name="outputs">Of the row, not rounded to the loss's format.</param>
    internal abstract bool IsRight(ReadOnlySpan<double> outputs, RowAnswer answer, Correctness? correctness);

    /// <exception cref="ArgumentException">There are others than so many.</exception>
    private protected void RequireWidth(int width, int expected, string what)
    {
        if (width != expected)
            throw new ArgumentException(FormattableString.Invariant($"examples have {width} {what}, the loss {Key} of this graph takes {expected}"));
    }

    /// <summary>The targets of an example, as many as there are outputs.</summary>
    private protected static RowAnswer Targets(Examples examples, int example) =>
        new(-1, examples.Targets.AsSpan(example * examples.TargetWidth, examples.TargetWidth));
}
