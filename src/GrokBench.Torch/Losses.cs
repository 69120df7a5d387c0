using GrokBench.Tensors;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>
/// The losses with their gradients at the output, written out: so the format in which they are computed is the one that was asked for, and binary16 is
/// emulated by rounding every result.
/// </summary>
internal static class Losses
{
    private delegate (Tensor Rows, Tensor Gradient) Case(Format format, Tensor z, StackedBatch batch, double weight);

    /// <exception cref="EngineException">The loss has no case here.</exception>
    public static void Require(LossFunction function) => CaseOf(function);

    /// <param name="output">Runs x examples x rows x columns.</param>
    /// <param name="weight">What each output row's loss counts in the gradient.</param>
    /// <returns>Per run and example the mean loss over its output rows (float64), and the gradient at the output, in the output's format.</returns>
    public static (Tensor Losses, Tensor Gradient) Evaluate(Loss loss, Tensor output, StackedBatch batch, double weight)
    {
        var format = new Format(loss.Precision);
        var z = format.Convert(output);
        var (rows, gradient) = CaseOf(loss.Function)(format, z, batch, weight);
        return (rows.to(ScalarType.Float64).mean([-1]), gradient.to(output.dtype));
    }

    /// <summary>Per run and example: whether the output is right, as <see cref="GrokBench.Tensors.Engines.IProgram.Score"/> has it. Null where nothing says when it is.</summary>
    /// <param name="losses">Of <see cref="Evaluate"/>.</param>
    /// <param name="judge">Of real targets.</param>
    public static Tensor? Right(LossFunction function, Tensor output, StackedBatch batch, Tensor losses, Correctness? judge) =>
        function.Answers switch
        {
            Answers.Labels => Largest(output).eq(batch.Labels!).all(-1),
            Answers.Signs => output.mul(batch.Targets!.to(output.dtype)).gt(Scalars.Of(0.0)).flatten(2).all(-1),
            Answers.RealTargets when judge is null => null,
            Answers.RealTargets => Accepted(judge!, output, batch, function is SquaredErrorLoss ? losses : SquaredErrors(output, batch)),
            _ => throw new NotSupportedException($"no marks for {function.Answers} on this engine"),
        };

    private static Case CaseOf(LossFunction function) => function switch
    {
        CrossEntropyLoss => (format, z, batch, weight) => CrossEntropy(format, z, batch.Labels!, weight),
        SquaredErrorOneHotLoss => (format, z, batch, weight) => SquaredError(format, format.Round(z.sub(OneHot(z, batch.Labels!))), weight),
        SquaredErrorLoss => (format, z, batch, weight) => SquaredError(format, format.Round(z.sub(format.Round(batch.Targets!))), weight),
        HingeLoss => (format, z, batch, weight) => Hinge(format, z, batch.Targets!, weight),
        _ => throw new EngineException($"the engine torch does not compute the loss {function}, the engine cpu does"),
    };

    private static Tensor Accepted(Correctness judge, Tensor output, StackedBatch batch, Tensor errors)
    {
        var right = errors.lt(Scalars.Of(judge.Tolerance)).logical_and(output.isnan().logical_not().flatten(2).all(-1));
        return judge.EqualSigns ? right.logical_and(output.sign().eq(batch.Targets!.to(output.dtype).sign()).flatten(2).all(-1)) : right;
    }

    /// <summary>Per run and example, mean over the outputs, in float64.</summary>
    private static Tensor SquaredErrors(Tensor output, StackedBatch batch) =>
        output.to(ScalarType.Float64).sub(batch.Targets!.to(ScalarType.Float64)).square().flatten(2).mean([-1]);

    /// <summary>By row: the index of the largest column, the first of equals; -1 when any is not a number.</summary>
    private static Tensor Largest(Tensor output)
    {
        var columns = output.shape[^1];
        var fromEnd = Scalars.Range(columns, output.device).neg().add(Scalars.Of(columns));
        var first = output.eq(output.amax([-1], keepdim: true)).to(ScalarType.Int64).mul(fromEnd).amax([-1]);
        return first.neg().add(Scalars.Of(columns)).masked_fill(output.isnan().any(-1), Scalars.Of(-1L));
    }

    private static Tensor OneHot(Tensor z, Tensor labels)
    {
        var index = labels.unsqueeze(-1);
        return zeros_like(z).scatter(-1, index, ones_like(index, dtype: z.dtype));
    }

    private static (Tensor Rows, Tensor Gradient) CrossEntropy(Format format, Tensor z, Tensor labels, double weight)
    {
        var shifted = format.Round(z.sub(z.amax([-1], keepdim: true)));
        var log = format.Round(format.Round(format.Round(shifted.exp()).sum(-1, keepdim: true)).log());
        var loss = format.Round(log.sub(shifted.gather(-1, labels.unsqueeze(-1)))).squeeze(-1);
        var share = format.Round(weight);
        var probability = format.Round(format.Round(shifted.sub(log)).exp());
        return (loss, format.Round(format.Round(probability.mul(share)).sub(OneHot(z, labels).mul(share))));
    }

    private static (Tensor Rows, Tensor Gradient) SquaredError(Format format, Tensor differences, double weight)
    {
        var columns = differences.shape[^1];
        var sum = format.Round(format.Round(differences.mul(differences)).sum(-1));
        return (format.Round(sum.div(Scalars.Of((double)columns))), format.Round(differences.mul(format.Round(2 * weight / columns))));
    }

    private static (Tensor Rows, Tensor Gradient) Hinge(Format format, Tensor z, Tensor targets, double weight)
    {
        var lack = format.Round(z.mul(targets).neg().add(Scalars.Of(1.0)));
        var zero = Scalars.Of(0.0);
        var isKept = lack.le(zero);
        var share = format.Round(weight);
        return (lack.masked_fill(isKept, zero).squeeze(-1), targets.mul(share).neg().masked_fill(isKept, zero));
    }

    /// <summary>Where a loss is computed.</summary>
    private readonly struct Format(LossPrecision precision)
    {
        public Tensor Convert(Tensor output) => Round(output.to(precision == LossPrecision.Float64 ? ScalarType.Float64 : ScalarType.Float32));

        public Tensor Round(Tensor value) => precision == LossPrecision.Float16 ? value.to(ScalarType.Float16).to(ScalarType.Float32) : value;

        public TorchSharp.Scalar Round(double value) => Scalars.Of(precision switch
        {
            LossPrecision.Float16 => (double)(Half)value,
            LossPrecision.Float32 => (float)value,
            _ => value,
        });
    }
}
