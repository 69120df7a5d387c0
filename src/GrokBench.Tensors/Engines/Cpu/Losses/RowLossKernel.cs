using System.Numerics;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Losses;

/// <summary>
/// Any loss function, evaluated row by row in float64 on outputs and targets of the loss's format; the loss and the weighted gradient are
/// rounded to it.
/// </summary>
internal sealed unsafe class RowLossKernel<T>(Loss loss, Node output, int workers) : LossKernel<T>(output)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LossFunction function = loss.Function;
    private readonly Shape shape = output.Shape;
    private readonly RowBuffers[] buffers = [.. Enumerable.Range(0, workers).Select(_ => new RowBuffers(output.Shape.Columns))];

    public override void Evaluate(Workspace<T> workspace, int worker, Span<double> losses, Span<byte> correct, double weight)
    {
        var (row, examples, share) = (buffers[worker], workspace.Examples, Round(weight));
        T* y = workspace.Value(OutputId);
        T* dy = workspace.Gradient(OutputId);
        function.Require(examples, shape);
        var judges = !correct.IsEmpty && function.Judges(examples);
        for (var example = 0; example < workspace.Count; example++)
        {
            var (sum, allRight) = (0.0, true);
            for (var i = 0; i < Out.Rows; i++, y += Out.Stride, dy += Out.Stride)
            {
                for (var j = 0; j < Out.Columns; j++) row.Outputs[j] = Lanes.Widen(y[j]);
                var answer = function.Answer(examples, workspace.Rows[example], i, shape);
                if (judges) allRight &= function.IsRight(row.Outputs, answer, examples.Correctness);
                if (judges && examples.Correctness is { Nearest: true }) allRight &= Correctness.IsNearest(row.Outputs, examples, workspace.Rows[example]);
                for (var j = 0; j < Out.Columns; j++) row.Outputs[j] = Round(row.Outputs[j]);
                for (var j = 0; j < answer.Targets.Length; j++) row.Targets[j] = Round(answer.Targets[j]);
                Array.Clear(row.Gradient);
                var targets = row.Targets.AsSpan(0, answer.Targets.Length);
                sum += Round(function.Evaluate(row.Outputs, new RowAnswer(answer.Label, targets), row.Gradient));
                if (weight == 0) continue;
                for (var j = 0; j < Out.Columns; j++) dy[j] = Lanes.Round<T>(Round(Round(row.Gradient[j]) * share));
                for (var j = Out.Columns; j < Out.Stride; j++) dy[j] = T.Zero;
            }

            losses[example] = sum / Out.Rows;
            if (judges) correct[example] = allRight ? (byte)1 : (byte)0;
        }
    }

    public override void Dispose()
    {
    }

    private double Round(double value) => loss.Precision switch
    {
        LossPrecision.Float16 => HalfRounding.Nearest((float)value),
        LossPrecision.Float32 => (float)value,
        _ => value,
    };

    /// <summary>One row, for one worker.</summary>
    private sealed class RowBuffers(int columns)
    {
        public double[] Outputs { get; } = new double[columns];

        public double[] Targets { get; } = new double[columns];

        public double[] Gradient { get; } = new double[columns];
    }
}
