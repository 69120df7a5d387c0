using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.LinearAlgebra;
using GrokBench.Tensors.Maths;

namespace GrokBench.Models.GaussianProcesses;

/// <summary>
/// Variational classification (Hensman, Matthews and Ghahramani 2015, with every training input an inducing point and no whitening): the function's values at the training inputs
/// have the approximate posterior q = N(m, S), S = WWᵀ with W lower triangular, and the prior p = N(μ, K). The objective is minus the evidence's lower bound per
/// training example, (-Σ E_q[ln Φ(±f)] + β·KL(q‖p)) / N. Its trained numbers are m and the rows of W, up to the diagonal; q starts as the prior.
/// </summary>
public sealed class GaussianProcessClassification : GaussianProcessLearner
{
    private readonly double weight;
    private readonly double[] signs, deviations;

    /// <summary>By training example: the slopes of E_q[ln Φ(±f)] by its mean and by its standard deviation.</summary>
    private readonly double[] meanSlopes, deviationSlopes;

    /// <summary>W; L⁻¹W; the derivative by W without that of ln|S|; the derivative by K. N x N, where L is the factor of K.</summary>
    private readonly Matrix posterior, whitenedPosterior, posteriorSlope, derivative;

    /// <summary>L⁻¹(m-μ) and K⁻¹(m-μ), N x 1.</summary>
    private readonly Matrix whitened, weights;
    private double expectation;

    internal GaussianProcessClassification(TrainingSpec spec, Dataset dataset, IEngine engine, int threads)
        : base(spec, dataset, OtherTensors(dataset["train"].Rows.Length), engine, threads)
    {
        weight = spec.Model.Number("kl-weight");
        signs = Array.ConvertAll(dataset["train"].Rows, row => Sign(dataset.Examples.Labels[row]));
        (deviations, meanSlopes, deviationSlopes) = (new double[TrainingRows], new double[TrainingRows], new double[TrainingRows]);
        (posterior, whitenedPosterior) = (new Matrix(TrainingRows, TrainingRows), new Matrix(TrainingRows, TrainingRows));
        (posteriorSlope, derivative) = (new Matrix(TrainingRows, TrainingRows), new Matrix(TrainingRows, TrainingRows));
        (whitened, weights) = (new Matrix(TrainingRows, 1), new Matrix(TrainingRows, 1));
        Start(StartAtThePrior);
    }

    private protected override bool HasAccuracy => true;

    /// <summary>The stated jitter.</summary>
    private protected override double Diagonal => Spec.Model.Number("jitter");

    /// <summary>What is trained beside the hyperparameters of the kernel: m and W.</summary>
    internal static ImmutableArray<(string Name, int Count)> OtherTensors(int rows) => [("posterior-mean", rows), ("posterior-root", rows * (rows + 1) / 2)];

    private protected override void Prepare()
    {
        var means = Means(Parameters);
        var rows = Rows(Parameters);
        expectation = 0;
        for (var i = 0; i < TrainingRows; i++)
        {
            var row = rows.Slice(i * (i + 1) / 2, i + 1);
            row.CopyTo(posterior.Row(i));
            var variance = 0.0;
            foreach (var element in row) variance += element * element;
            deviations[i] = Math.Sqrt(variance);
            whitened[i, 0] = means[i] - Mean;
            (var value, meanSlopes[i], deviationSlopes[i]) = Expectation(means[i], deviations[i], signs[i]);
            expectation += value;
        }

        whitenedPosterior.CopyFrom(posterior);
        Algebra.SolveLower(Factor, whitenedPosterior, lower: true);
        Algebra.SolveLower(Factor, whitened);
        weights.CopyFrom(whitened);
        Algebra.SolveLowerTransposed(Factor, weights);
    }

    /// <summary>Minus the expected log-likelihood, and KL(q‖p) = ½·(tr K⁻¹S + (m-μ)ᵀK⁻¹(m-μ) - N + ln|K| - ln|S|), per training example.</summary>
    private protected override (double DataFit, double Complexity) ComputeTerms()
    {
        var (trace, squares, logarithms) = (0.0, 0.0, 0.0);
        for (var i = 0; i < TrainingRows; i++)
        {
            foreach (var element in whitenedPosterior.Row(i)[..(i + 1)]) trace += element * element;
            squares += whitened[i, 0] * whitened[i, 0];
            logarithms += SpecialFunctions.Log(Factor[i, i]) - SpecialFunctions.Log(Math.Abs(posterior[i, i]));
        }

        return (-expectation / TrainingRows, ((0.5 * (trace + squares - TrainingRows)) + logarithms) / TrainingRows);
    }

    private protected override double Differentiate(double[] gradient)
    {
        var means = gradient.AsSpan(Hyperparameters.Count, TrainingRows);
        var rows = gradient.AsSpan(Hyperparameters.Count + TrainingRows);
        for (var i = 0; i < TrainingRows; i++)
        {
            means[i] = -meanSlopes[i] / TrainingRows;
            var row = rows.Slice(i * (i + 1) / 2, i + 1);
            var scale = -deviationSlopes[i] / (TrainingRows * deviations[i]);
            for (var j = 0; j <= i; j++) row[j] = scale * posterior[i, j];
        }

        var (fit, complexity) = ComputeTerms();
        if (weight == 0) return fit;
        AddComplexity(gradient, means, rows);
        return fit + (weight * complexity);
    }

    private void AddComplexity(double[] gradient, Span<double> means, Span<double> rows)
    {
        var factor = weight / TrainingRows;

        // By W: K⁻¹W, less 1/W_ii on the diagonal. By m: K⁻¹(m-μ), and its opposite by μ.
        posteriorSlope.CopyFrom(whitenedPosterior);
        Algebra.SolveLowerTransposed(Factor, posteriorSlope, lower: true);
        for (var i = 0; i < TrainingRows; i++)
        {
            means[i] += factor * weights[i, 0];
            gradient[Hyperparameters.MeanIndex] -= factor * weights[i, 0];
            var row = rows.Slice(i * (i + 1) / 2, i + 1);
            var slope = posteriorSlope.Row(i);
            for (var j = 0; j < i; j++) row[j] += factor * slope[j];
            row[i] += factor * (slope[i] - (1 / posterior[i, i]));
        }

        // By K: ½·(K⁻¹ - K⁻¹SK⁻¹ - K⁻¹(m-μ)(m-μ)ᵀK⁻¹) = L⁻ᵀ·½(I - (L⁻¹W)(L⁻¹W)ᵀ - bbᵀ)·L⁻¹ with b = L⁻¹(m-μ).
        Algebra.SymmetricProduct(whitenedPosterior, derivative, lower: true);
        for (var i = 0; i < TrainingRows; i++)
        {
            var row = derivative.Row(i);
            for (var j = 0; j <= i; j++) row[j] = 0.5 * factor * ((i == j ? 1 : 0) - row[j] - (whitened[i, 0] * whitened[j, 0]));
        }

        derivative.Mirror();
        Algebra.SolveBothSides(Factor, derivative);
        gradient[Hyperparameters.LengthScales] = Kernel.Gradient(derivative, KernelMatrix, gradient.AsSpan(0, Hyperparameters.LengthScales));
        Hyperparameters.ToRaw(Parameters, gradient);
    }

    /// <summary>At training inputs q itself; elsewhere the prior's conditional averaged over q.</summary>
    private protected override IEnumerable<(int Row, Prediction Prediction)> Predictions(ReadOnlySpan<int> rows, int? trainingStart)
    {
        var predictions = new (int, Prediction)[rows.Length];
        if (trainingStart is { } start)
        {
            var means = Means(Parameters)[start..];
            for (var j = 0; j < rows.Length; j++) predictions[j] = (rows[j], new Prediction(means[j], deviations[start + j] * deviations[start + j]));

            return predictions;
        }

        using Matrix cross = Cross(rows), found = new(rows.Length, 1), averaged = new(TrainingRows, rows.Length);
        Algebra.Multiply(cross, weights, found, transposed: true);
        Algebra.SolveLower(Factor, cross);
        Algebra.Multiply(whitenedPosterior, cross, averaged, transposed: true);
        for (var j = 0; j < rows.Length; j++)
        {
            var variance = Kernel.Scale;
            for (var i = 0; i < TrainingRows; i++) variance += (averaged[i, j] * averaged[i, j]) - (cross[i, j] * cross[i, j]);
            predictions[j] = (rows[j], new Prediction(Mean + found[j, 0], Math.Max(variance, 0)));
        }

        return predictions;
    }

    /// <summary>Minus the logarithm of the predicted probability of the label, Φ(±mean / √(1 + variance)); right when that of label 1 is at least ½ and the label is 1, or neither.</summary>
    private protected override (double Loss, bool IsRight) Judge(int row, Prediction prediction)
    {
        var label = Dataset.Examples.Labels[row];
        var z = prediction.Mean / Math.Sqrt(1 + prediction.Variance);
        return (-NormalDistribution.LogCumulative(Sign(label) * z).LogCumulative, !double.IsNaN(z) && z >= 0 == (label == 1));
    }

    private protected override void DisposeMatrices()
    {
        foreach (var matrix in new[] { posterior, whitenedPosterior, posteriorSlope, derivative, whitened, weights }) matrix.Dispose();
    }

    /// <summary>E[ln Φ(sign·f)] for f ~ N(mean, deviation²), and its slopes by mean and deviation.</summary>
    internal static (double Value, double MeanSlope, double DeviationSlope) Expectation(double mean, double deviation, double sign)
    {
        var (value, meanSlope, deviationSlope) = (0.0, 0.0, 0.0);
        foreach (var (node, share) in GaussHermite.Nodes)
        {
            var (logarithm, slope) = NormalDistribution.LogCumulative(sign * (mean + (deviation * node)));
            value += share * logarithm;
            meanSlope += share * sign * slope;
            deviationSlope += share * sign * slope * node;
        }

        return (value, meanSlope, deviationSlope);
    }

    private static double Sign(int label) => label == 1 ? 1 : -1;

    private ReadOnlySpan<double> Means(ReadOnlySpan<double> parameters) => parameters.Slice(Hyperparameters.Count, TrainingRows);

    /// <summary>W's rows one after the other, each up to the diagonal.</summary>
    private ReadOnlySpan<double> Rows(ReadOnlySpan<double> parameters) => parameters[(Hyperparameters.Count + TrainingRows)..];

    private void StartAtThePrior(double[] parameters)
    {
        Kernel.Set(Hyperparameters.ReadLengthScales(parameters), Hyperparameters.ReadScale(parameters));
        Kernel.Fill(KernelMatrix);
        if (KernelFactor.Factorise(Algebra, KernelMatrix, Diagonal, Factor) is not null) return;
        var target = Hyperparameters.Count + TrainingRows;
        for (var i = 0; i < TrainingRows; target += ++i) Factor.Row(i)[..(i + 1)].CopyTo(parameters.AsSpan(target));
    }
}
