using GrokBench.Tensors.Maths;

namespace GrokBench.Models.GaussianProcesses;

/// <summary>How a positive hyperparameter follows from the unbounded number that is trained.</summary>
internal sealed record PositiveTransform(bool IsSoftplus)
{
    /// <summary>e^x, or ln(1 + e^x).</summary>
    public static PositiveTransform Named(string word) => new(word == "softplus");

    public double Value(double raw) => IsSoftplus ? Math.Max(raw, 0) + SpecialFunctions.LogOnePlus(SpecialFunctions.Exp(-Math.Abs(raw))) : SpecialFunctions.Exp(raw);

    /// <summary>The derivative of the value by the raw number.</summary>
    public double Slope(double raw) => IsSoftplus ? 1 / (1 + SpecialFunctions.Exp(-raw)) : SpecialFunctions.Exp(raw);

    /// <param name="value">Above 0.</param>
    public double Raw(double value)
    {
        if (!IsSoftplus) return SpecialFunctions.Log(value);

        // ln(e^v - 1); near 0, where 1 - e^-v loses its digits, by the series of its logarithm.
        return value < 1e-4 ? SpecialFunctions.Log(value) + (value / 2) + (value * value / 24) : value + SpecialFunctions.LogOnePlus(-SpecialFunctions.Exp(-value));
    }
}
