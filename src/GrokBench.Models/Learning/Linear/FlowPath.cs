using GrokBench.Models.Tasks;
using GrokBench.Tensors.LinearAlgebra;
using GrokBench.Tensors.Maths;

namespace GrokBench.Models.Learning.Linear;

/// <summary>
/// Gradient flow in closed form; a step is the time that the learning rate says. In the eigenvectors vᵢ of XᵀX/n with eigenvalues νᵢ each coordinate relaxes by
/// itself: s(t) = s(∞) + (s(0) - s(∞))·e(t) with e(t) = exp(-aᵢ·steps), aᵢ = rate·(2·fit·νᵢ/k + pull). Directions that no training example reaches keep to the
/// pull alone.
/// </summary>
internal sealed class FlowPath : ILinearPath
{
    private const double Epsilon = 1.0 / (1L << 52);

    private readonly int inputs, outputs;

    /// <summary>Row i: the i-th eigenvector.</summary>
    private readonly double[] vectors;

    private readonly double[] eigenvalues;

    /// <summary>Per eigenvalue: e(t) at the present, and its factor from step to step.</summary>
    private readonly double[] decays, factors;

    /// <summary>Coordinates at the end of time, and what is still missing at the start, outputs x inputs.</summary>
    private readonly double[] final, missing;

    /// <summary>The training loss is Σᵢ (squareᵢ·eᵢ² + linearᵢ·eᵢ) + rest.</summary>
    private readonly double[] square, linear;
    private readonly double rest;
    private readonly double[] weights;
    private bool isCurrent;

    public FlowPath(Dataset dataset, LinearObjective objective, double[] initial)
    {
        var (examples, rows) = (dataset.Examples, dataset["train"].Rows);
        (inputs, outputs) = (examples.InputWidth, examples.TargetWidth);
        var (covariance, moments) = (new double[inputs * inputs], new double[outputs * inputs]);
        var targetSquares = 0.0;
        foreach (var row in rows)
        {
            var x = examples.Inputs.AsSpan(row * inputs, inputs);
            for (var i = 0; i < inputs; i++) DenseVector.AddScaled(x[i] / rows.Length, x, covariance.AsSpan(i * inputs, inputs));
            for (var output = 0; output < outputs; output++)
            {
                var y = examples.Targets[(row * outputs) + output];
                targetSquares += y * y / rows.Length;
                DenseVector.AddScaled(y / rows.Length, x, moments.AsSpan(output * inputs, inputs));
            }
        }

        (var values, vectors) = SymmetricEigen.Decompose(covariance, inputs);
        eigenvalues = new double[inputs];
        (decays, factors, square, linear) = (new double[inputs], new double[inputs], new double[inputs], new double[inputs]);
        (final, missing, weights) = (new double[initial.Length], new double[initial.Length], new double[initial.Length]);
        var least = inputs * Epsilon * values[^1];
        var unexplained = targetSquares;
        for (var i = 0; i < inputs; i++)
        {
            var vector = vectors.AsSpan(i * inputs, inputs);
            var value = eigenvalues[i] = values[i] > least ? values[i] : 0;
            var fit = 2 * objective.Fit * value / outputs;
            var pull = fit + objective.Pull;
            (decays[i], factors[i]) = (1, SpecialFunctions.Exp(-objective.Rate * pull));
            for (var output = 0; output < outputs; output++)
            {
                var start = DenseVector.Dot(vector, initial.AsSpan(output * inputs, inputs));
                var best = value > 0 ? DenseVector.Dot(vector, moments.AsSpan(output * inputs, inputs)) / value : 0;
                var end = pull > 0 ? fit / pull * best : start;
                var (index, bias) = ((output * inputs) + i, end - best);
                (final[index], missing[index]) = (end, start - end);
                square[i] += value * missing[index] * missing[index] / outputs;
                linear[i] += 2 * value * bias * missing[index] / outputs;
                rest += value * bias * bias / outputs;
                unexplained -= value * best * best;
            }
        }

        rest += Math.Max(0, unexplained) / outputs;
    }

    public double[] State => decays;

    public ReadOnlySpan<double> Eigenvalues => eigenvalues;

    public double[] Weights
    {
        get
        {
            if (isCurrent) return weights;
            Array.Clear(weights);
            for (var output = 0; output < outputs; output++)
            {
                for (var i = 0; i < inputs; i++)
                {
                    var coordinate = final[(output * inputs) + i] + (missing[(output * inputs) + i] * decays[i]);
                    DenseVector.AddScaled(coordinate, vectors.AsSpan(i * inputs, inputs), weights.AsSpan(output * inputs, inputs));
                }
            }

            isCurrent = true;
            return weights;
        }
    }

    public double Step()
    {
        var loss = rest;
        for (var i = 0; i < inputs; i++)
        {
            loss += ((square[i] * decays[i]) + linear[i]) * decays[i];
            decays[i] *= factors[i];
        }

        isCurrent = false;
        return loss;
    }

    public void Restored() => isCurrent = false;
}
