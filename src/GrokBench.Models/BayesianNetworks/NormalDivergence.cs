using GrokBench.Tensors.Maths;

namespace GrokBench.Models.BayesianNetworks;

internal static class NormalDivergence
{
    /// <summary>KL(N(μ, σ²) ‖ N(0, 1)) = (μ² + σ² - 1)/2 - ln σ, in nats.</summary>
    public static double FromStandard(double mean, double logStd) => (((mean * mean) + SpecialFunctions.Exp(2 * logStd) - 1) / 2) - logStd;
}
