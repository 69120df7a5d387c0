using GrokBench.Tensors;
using GrokBench.Tensors.LinearAlgebra;
using GrokBench.Tensors.Maths;

namespace GrokBench.Models.Measures;

/// <summary>
/// A linear classifier with biases in float64, trained as PyTorch would: cross entropy plus penalty·‖W‖ (the Euclidean norm of all weights, not its square), Adam with betas
/// 0.9 and 0.999 and epsilon 10⁻⁸.
/// </summary>
/// <param name="weights">classes x inputs, initial values; trained in place.</param>
/// <param name="biases">By class; trained in place.</param>
internal sealed class SoftmaxProbe(double[] weights, double[] biases)
{
    private const double FirstBeta = 0.9, SecondBeta = 0.999, AdamEpsilon = 1e-8;

    private readonly int inputs = weights.Length / biases.Length;
    private readonly double[] gradient = new double[weights.Length + biases.Length];
    private readonly double[] first = new double[weights.Length + biases.Length], second = new double[weights.Length + biases.Length];
    private readonly double[] outputs = new double[biases.Length];
    private int steps;

    /// <summary>One update on the mean over some examples.</summary>
    /// <param name="features">Rows of inputs.</param>
    /// <param name="rows">Which of them, in the order in which sums are taken.</param>
    /// <param name="labels">By row of the features.</param>
    public void Step(ReadOnlySpan<double> features, ReadOnlySpan<int> rows, ReadOnlySpan<int> labels, double rate, double penalty)
    {
        Array.Clear(gradient);
        foreach (var row in rows) AddGradient(features.Slice(row * inputs, inputs), labels[row], 1.0 / rows.Length);
        var norm = Math.Sqrt(DenseVector.Dot(weights, weights));
        if (norm > 0) DenseVector.AddScaled(penalty / norm, weights, gradient.AsSpan(0, weights.Length));

        steps++;
        var (firstCorrection, secondCorrection) = (1 - SpecialFunctions.Power(FirstBeta, steps), 1 - SpecialFunctions.Power(SecondBeta, steps));
        for (var i = 0; i < gradient.Length; i++)
        {
            first[i] = (FirstBeta * first[i]) + ((1 - FirstBeta) * gradient[i]);
            second[i] = (SecondBeta * second[i]) + ((1 - SecondBeta) * gradient[i] * gradient[i]);
            var step = rate / firstCorrection * first[i] / (Math.Sqrt(second[i] / secondCorrection) + AdamEpsilon);
            if (i < weights.Length) weights[i] -= step;
            else biases[i - weights.Length] -= step;
        }
    }

    /// <summary>The class of the outputs, by <see cref="Labels.Largest"/>.</summary>
    public int Answer(ReadOnlySpan<double> features)
    {
        Evaluate(features);
        return Labels.Largest<double>(outputs);
    }

    private void Evaluate(ReadOnlySpan<double> features)
    {
        for (var label = 0; label < outputs.Length; label++)
            outputs[label] = biases[label] + DenseVector.Dot(weights.AsSpan(label * inputs, inputs), features);
    }

    private void AddGradient(ReadOnlySpan<double> features, int correct, double share)
    {
        Evaluate(features);
        var (largest, sum) = (outputs.Max(), 0.0);
        for (var label = 0; label < outputs.Length; label++)
        {
            outputs[label] = SpecialFunctions.Exp(outputs[label] - largest);
            sum += outputs[label];
        }

        for (var label = 0; label < outputs.Length; label++)
        {
            var error = share * ((outputs[label] / sum) - (label == correct ? 1 : 0));
            DenseVector.AddScaled(error, features, gradient.AsSpan(label * inputs, inputs));
            gradient[weights.Length + label] += error;
        }
    }
}
