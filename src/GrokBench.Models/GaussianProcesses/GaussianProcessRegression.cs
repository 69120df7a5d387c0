using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.LinearAlgebra;
using GrokBench.Tensors.Maths;

namespace GrokBench.Models.GaussianProcesses;

/// <summary>
/// Exact regression (Rasmussen and Williams 2006, chapters 2 and 5): y = f(x) + noise. The objective is minus the log marginal likelihood per training
/// example, ½·(y-μ)ᵀK⁻¹(y-μ)/N + ½·ln|K|/N + ½·ln 2π, where K is the kernel matrix plus the noise variance on its diagonal. The noise variance is
/// ln(1 + e^x) of the trained number.
/// </summary>
public sealed class GaussianProcessRegression : GaussianProcessLearner
{
    private static readonly PositiveTransform NoiseTransform = PositiveTransform.Named("softplus");
    private readonly int noiseIndex;
    private readonly double[] targets;

    /// <summary>L⁻¹(y-μ) and K⁻¹(y-μ), N x 1; the derivative by K.</summary>
    private readonly Matrix whitened, weights, derivative;

    internal GaussianProcessRegression(TrainingSpec spec, Dataset dataset, IEngine engine, int threads)
        : base(spec, dataset, OtherTensors, engine, threads)
    {
        noiseIndex = Hyperparameters.Count;
        targets = Array.ConvertAll(dataset["train"].Rows, row => dataset.Examples.Targets[row]);
        (whitened, weights, derivative) = (new Matrix(TrainingRows, 1), new Matrix(TrainingRows, 1), new Matrix(TrainingRows, TrainingRows));
        Start(parameters => parameters[noiseIndex] = NoiseTransform.Raw(spec.Model.Number("noise")));
    }

    /// <summary>What is trained beside the hyperparameters of the kernel.</summary>
    internal static ImmutableArray<(string Name, int Count)> OtherTensors { get; } = [("noise", 1)];

    private protected override bool HasAccuracy => Dataset.Examples.Correctness is not null;

    /// <summary>The noise variance.</summary>
    private protected override double Diagonal => NoiseTransform.Value(Parameters[noiseIndex]);

    private protected override void Prepare()
    {
        for (var i = 0; i < TrainingRows; i++) whitened[i, 0] = targets[i] - Mean;
        Algebra.SolveLower(Factor, whitened);
        weights.CopyFrom(whitened);
        Algebra.SolveLowerTransposed(Factor, weights);
    }

    private protected override (double DataFit, double Complexity) ComputeTerms()
    {
        var (squares, logarithms) = (0.0, 0.0);
        for (var i = 0; i < TrainingRows; i++)
        {
            squares += whitened[i, 0] * whitened[i, 0];
            logarithms += SpecialFunctions.Log(Factor[i, i]);
        }

        return (0.5 * squares / TrainingRows, logarithms / TrainingRows);
    }

    private protected override double Differentiate(double[] gradient)
    {
        // By K: ½·(K⁻¹ - K⁻¹(y-μ)(y-μ)ᵀK⁻¹)/N = L⁻ᵀ·½(I - bbᵀ)/N·L⁻¹ with b = L⁻¹(y-μ).
        var factor = 0.5 / TrainingRows;
        for (var i = 0; i < TrainingRows; i++)
        {
            var row = derivative.Row(i);
            for (var j = 0; j < TrainingRows; j++) row[j] = factor * ((i == j ? 1 : 0) - (whitened[i, 0] * whitened[j, 0]));
        }

        Algebra.SolveBothSides(Factor, derivative);
        gradient[Hyperparameters.LengthScales] = Kernel.Gradient(derivative, KernelMatrix, gradient.AsSpan(0, Hyperparameters.LengthScales));
        Hyperparameters.ToRaw(Parameters, gradient);
        var (trace, sum) = (0.0, 0.0);
        for (var i = 0; i < TrainingRows; i++)
        {
            trace += derivative[i, i];
            sum += weights[i, 0];
        }

        gradient[Hyperparameters.MeanIndex] = -sum / TrainingRows;
        gradient[noiseIndex] = trace * NoiseTransform.Slope(Parameters[noiseIndex]);
        var (fit, complexity) = ComputeTerms();
        return fit + complexity + (0.5 * SpecialFunctions.Log(2 * Math.PI));
    }

    /// <summary>The posterior mean; its variance plays no part in squared errors.</summary>
    private protected override IEnumerable<(int Row, Prediction Prediction)> Predictions(ReadOnlySpan<int> rows, int? trainingStart)
    {
        using var cross = Cross(rows);
        using var means = new Matrix(rows.Length, 1);
        Algebra.Multiply(cross, weights, means, transposed: true);
        var predictions = new (int, Prediction)[rows.Length];
        for (var j = 0; j < predictions.Length; j++) predictions[j] = (rows[j], new Prediction(Mean + means[j, 0], double.NaN));
        return predictions;
    }

    private protected override (double Loss, bool IsRight) Judge(int row, Prediction prediction)
    {
        var error = prediction.Mean - Dataset.Examples.Targets[row];
        var judge = Dataset.Examples.Correctness;
        var isNearest = judge is { Nearest: false } || Correctness.IsNearest([prediction.Mean], Dataset.Examples, row);
        return (error * error, judge is not null && isNearest && judge.Accepts(prediction.Mean, Dataset.Examples.Targets[row]) && judge.Accepts(error * error));
    }

    private protected override void DisposeMatrices()
    {
        whitened.Dispose();
        weights.Dispose();
        derivative.Dispose();
    }
}
