using GrokBench.Tensors.Maths;

namespace GrokBench.Models.Measures;

/// <summary>
/// The losses that Levi, Beck and Bar-Sinai 2023 predict for one output and very many inputs at a fixed ratio λ: averages over the eigenvalues ν of the training
/// covariance, which follow Marchenko and Pastur's law, and over initial students and teachers (equations 5 to 7, with weight decay γ equation 15).
/// </summary>
/// <param name="Ratio">λ, inputs over training examples.</param>
/// <param name="Decay">γ.</param>
/// <param name="InitScale">α, which multiplies the initial student.</param>
internal sealed record LinearTheory(double Ratio, double Decay = 0, double InitScale = 1)
{
    private const int Nodes = 2000;

    /// <param name="time">Learning rate x steps.</param>
    /// <returns>Expected squared errors over the training and over all examples; before the first step 1 each for a scale of 1.</returns>
    public (double Train, double Test) Losses(double time)
    {
        var test = Expectation(value => Error(value, time));
        return (Expectation(value => value * Error(value, time)), test);
    }

    /// <summary>Share of Gaussian errors of variance <paramref name="loss"/> whose square is below the tolerance (equation 8).</summary>
    public static double Accuracy(double loss, double tolerance) => SpecialFunctions.Erf(Math.Sqrt(tolerance / (2 * loss)));

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
        var pull = value + (Decay / 2);
        var left = SpecialFunctions.Exp(-2 * pull * time);
        var missed = pull > 0 ? ((left * value) + (Decay / 2)) / pull : 1;
        return ((InitScale * InitScale * left * left) + (missed * missed)) / 2;
    }
}
