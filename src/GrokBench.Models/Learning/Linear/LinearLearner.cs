using System.Collections.Immutable;
using GrokBench.Models.Tasks;
using GrokBench.Tensors;
using GrokBench.Tensors.Engines.Cpu;
using GrokBench.Tensors.LinearAlgebra;

namespace GrokBench.Models.Learning.Linear;

/// <summary>A linear map and the path of its weights. One thread: a step is short, and evaluations are few.</summary>
internal sealed class LinearLearner(Dataset dataset, LinearObjective objective, ILinearPath path) : ITwoTermLearner
{
    /// <summary>Of the splits that were asked for since the last step.</summary>
    private readonly Dictionary<string, SplitScore> scores = new(StringComparer.Ordinal);

    public long Steps { get; private set; }

    public int Threads { get; set; } = 1;

    public Dataset Dataset => dataset;

    public ImmutableArray<string> Splits { get; } = [.. dataset.Splits.Select(split => split.Name)];

    /// <summary>outputs x inputs, valid until the next step.</summary>
    public ReadOnlySpan<double> Weights => path.Weights;

    /// <inheritdoc cref="ILinearPath.Eigenvalues"/>
    public ReadOnlySpan<double> Eigenvalues => path.Eigenvalues;

    public double DataFit => objective.Fit * dataset.Examples.TargetWidth * Evaluate("train").Loss;

    public double Complexity => objective.Prior * DenseVector.Dot(path.Weights, path.Weights);

    /// <summary>Memory beside the dataset: a few vectors, and for a flow the covariance, the eigenvectors and two matrices while they are made.</summary>
    internal static long Bytes(TaskShape task, bool isFlow)
    {
        var (inputs, outputs) = ((long)task.InputWidth, (long)task.Outputs);
        return sizeof(double) * ((isFlow ? 5 * inputs * inputs : 0) + (8 * inputs * outputs) + (17 * inputs));
    }

    public double Step()
    {
        FloatingPoint.Require();
        Steps++;
        scores.Clear();
        return path.Step();
    }

    public SplitScore Evaluate(string split)
    {
        if (!scores.TryGetValue(split, out var score)) scores.Add(split, score = Score(split));
        return score;
    }

    private SplitScore Score(string split)
    {
        FloatingPoint.Require();
        var (examples, rows, weights) = (dataset.Examples, dataset[split].Rows, path.Weights);
        var (inputs, outputs, loss, right) = (examples.InputWidth, examples.TargetWidth, 0.0, 0);
        var predictions = new double[outputs];
        foreach (var row in rows)
        {
            var x = examples.Inputs.AsSpan(row * inputs, inputs);
            var (squares, accepted) = (0.0, true);
            for (var output = 0; output < outputs; output++)
            {
                var (prediction, target) = (DenseVector.Dot(x, weights.AsSpan(output * inputs, inputs)), examples.Targets[(row * outputs) + output]);
                predictions[output] = prediction;
                squares += (prediction - target) * (prediction - target);
                accepted &= examples.Correctness?.Accepts(prediction, target) ?? false;
            }

            loss += squares / outputs;
            if (examples.Correctness is { Nearest: true }) accepted &= Correctness.IsNearest(predictions, examples, row);
            if (accepted && examples.Correctness!.Accepts(squares / outputs)) right++;
        }

        return new SplitScore(loss / rows.Length, examples.Correctness is null ? double.NaN : (double)right / rows.Length);
    }

    public void Save(Stream destination) => LinearState.Write(destination, Steps, path.Weights, path.State);

    public ImmutableArray<StatePart> StateParts => LinearState.Parts(path.Weights.Length, path.State.Length);

    public void Restore(Stream source)
    {
        Steps = LinearState.Read(source, path.Weights.Length, path.State);
        path.Restored();
        scores.Clear();
    }

    public void Dispose()
    {
    }
}
