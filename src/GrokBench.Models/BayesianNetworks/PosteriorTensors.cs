using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.BayesianNetworks;

/// <summary>
/// How the tensors of a normal posterior are named: those of its means, and beside each that of the logarithms of its standard
/// deviations.
/// </summary>
internal static class PosteriorTensors
{
    public const string Mean = ".mean", LogStd = ".log-std";

    /// <summary>Whether a tensor holds logarithms of standard deviations; the others hold means.</summary>
    public static bool HoldsLogStds(ParameterSlice tensor) => tensor.Name.EndsWith(LogStd, StringComparison.Ordinal);

    /// <summary>The tensor of the means that belong to some standard deviations.</summary>
    public static string MeansOf(ParameterSlice logStds) => $"{logStds.Name[..^LogStd.Length]}{Mean}";
}
