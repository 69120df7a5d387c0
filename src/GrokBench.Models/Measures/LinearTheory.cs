using GrokBench.Tensors.Maths;

namespace GrokBench.Models.Measures;

/// <summary>
/// The losses that Levi, Beck and Bar-Sinai 2023 predict for very many inputs at a fixed ratio λ: averages over the eigenvalues ν of the training
/// covariance, which follow Marchenko and Pastur's law, and over initial students and teachers (equations 5 to 7, with weight decay γ equation 15). With k outputs
/// losses begin at 1/k and time passes k times slower; with a hidden layer of h units, few steps of which change its own size, they begin at 1/(2·h·k) and time passes 2·k² times
/// slower (sections 4 and 5).
/// </summary>
/// <param name="Ratio">λ, inputs over training examples.</param>
/// <param name="Decay">γ.</param>
/// <param name="InitScale">α, which multiplies the initial student.</param>
/// <param name="Outputs">k.</param>
/// <param name="Hidden">h, of student and teacher; 0 without a hidden layer. With one, no decay and a scale of 1.</param>
internal sealed record LinearTheory(double Ratio, double Decay = 0, double InitScale = 1, int Outputs = 1, int Hidden = 0)
{
    private const int Nodes = 2000;

    /// <summary>Of the losses.</summary>
    private double Start => Hidden == 0 ? 1.0 / Outputs : 1 / (2.0 * Hidden * Outputs);

    /// <summary>By which time passes.</summary>
    private double Slowness => Hidden == 0 ? Outputs : 2.0 * Outputs * Outputs;

    /// <param name="time">Learning rate x steps.</param>
    /// <returns>Expected squared errors, mean over the outputs, over the training and over all examples.</returns>
    public (double Train, double Test) Losses(double time)
    {
        var test = Expectation(value => Error(value, time / Slowness));
        return (Start * Expectation(value => value * Error(value, time / Slowness)), Start * test);
    }

    /// <summary>
    /// The same for one training set: averages over its own eigenvalues, in their order, and over initial students and teachers. What differs
    /// from <see cref="Losses(double)"/> is due to the number of inputs alone.
    /// </summary>
    /// <param name="eigenvalues">Of the training covariance, at least 0.</param>
    public (double Train, double Test) Losses(double time, ReadOnlySpan<double> eigenvalues)
    {
        var (train, test) = (0.0, 0.0);
        foreach (var value in eigenvalues)
        {
            var error = Error(value, time / Slowness);
            train += value * error;
            test += error;
        }

        return (Start * train / eigenvalues.Length, Start * test / eigenvalues.Length);
    }

    /// <summary>
    /// Share of examples whose squared error, mean over the outputs, is below the tolerance, when the error of every output is Gaussian of variance <paramref name="loss"/> (equation 8 and its
    /// generalisation to several outputs).
    /// </summary>
    public double Accuracy(double loss, double tolerance) => ChiSquared.Below(Outputs * tolerance / loss, Outputs);

    /// <summary>
    /// E f(ν), midpoints in θ for ν = 1 + λ + 2√λ·cos θ, whose density is (2/π)·sin²θ/ν, and a share 1 - 1/λ at ν = 0 where λ is above 1. Six digits and more up to λ = 0.95.
    /// </summary>
    internal double Expectation(Func<double, double> function)
    {
        var sum = 0.0;
        for (var i = 0; i < Nodes; i++)
        {
            var angle = (i + 0.5) * Math.PI / Nodes;
            var (sine, value) = (SpecialFunctions.Sin(angle), 1 + Ratio + (2 * Math.Sqrt(Ratio) * SpecialFunctions.Cos(angle)));
            sum += 2.0 / Nodes * sine * sine / value * function(value);
        }

        return Ratio > 1 ? sum + ((1 - (1 / Ratio)) * function(0)) : sum;
    }

    /// <summary>Squared error along an eigenvector, of which student and teacher begin with a half each.</summary>
    private double Error(double value, double time)
    {
        var shrinkage = Outputs * Decay / 2;
        var pull = value + shrinkage;
        var left = SpecialFunctions.Exp(-2 * pull * time);
        var missed = pull > 0 ? ((left * value) + shrinkage) / pull : 1;
        return ((InitScale * InitScale * left * left) + (missed * missed)) / 2;
    }
}
