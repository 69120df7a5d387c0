using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Families;

/// <summary>How suites write the elementwise non-linearities.</summary>
internal static class Activations
{
    /// <param name="word">A word that the families' <c>activation</c> setting accepts, but for <c>identity</c>, which is no operation.</param>
    public static Activation Parse(string word) => word switch
    {
        "relu" => Activation.Relu,
        "gelu" => Activation.Gelu,
        "gelu-tanh" => Activation.GeluTanh,
        "tanh" => Activation.Tanh,
        "square" => Activation.Square,
        _ => throw new ArgumentException($"no activation is called '{word}'", nameof(word)),
    };
}
