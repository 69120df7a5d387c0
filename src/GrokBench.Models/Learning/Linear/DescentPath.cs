using GrokBench.Models.Tasks;
using GrokBench.Tensors;
using GrokBench.Tensors.LinearAlgebra;

namespace GrokBench.Models.Learning.Linear;

/// <summary>Full-batch gradient descent: w ← w - rate·gradient. Examples are summed in the order of the split.</summary>
internal sealed class DescentPath(Dataset dataset, LinearObjective objective, double[] weights) : ILinearPath
{
    private readonly Examples examples = dataset.Examples;
    private readonly int[] rows = dataset["train"].Rows;
    private readonly double[] gradient = new double[weights.Length];

    public double[] State => weights;

    public double[] Weights => weights;

    public ReadOnlySpan<double> Eigenvalues => [];

    public double Step()
    {
        var (inputs, outputs) = (examples.InputWidth, examples.TargetWidth);
        var count = (double)rows.Length * outputs;
        var squares = 0.0;
        Array.Clear(gradient);
        foreach (var row in rows)
        {
            var x = examples.Inputs.AsSpan(row * inputs, inputs);
            for (var output = 0; output < outputs; output++)
            {
                var error = DenseVector.Dot(x, weights.AsSpan(output * inputs, inputs)) - examples.Targets[(row * outputs) + output];
                squares += error * error;
                DenseVector.AddScaled(error, x, gradient.AsSpan(output * inputs, inputs));
            }
        }

        var fit = 2 * objective.Fit / count;
        for (var i = 0; i < weights.Length; i++) weights[i] -= objective.Rate * ((fit * gradient[i]) + (objective.Pull * weights[i]));
        return squares / count;
    }

    public void Restored()
    {
    }
}
