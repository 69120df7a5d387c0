using GrokBench.Tensors.Graphs;
using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>Elementwise non-linearities by their formulas, as the library's own take approximations by default in some versions.</summary>
internal static class Activations
{
    private static readonly TorchSharp.Scalar Zero = Scalars.Of(0.0), One = Scalars.Of(1.0), Half = Scalars.Of(0.5), RootHalf = Scalars.Of(1 / Math.Sqrt(2));

    public static Tensor Apply(Activation activation, Tensor x) => activation switch
    {
        Activation.Relu => x.relu(),
        Activation.Gelu => x.mul(x.mul(RootHalf).erf().add(One)).mul(Half),
        Activation.GeluTanh => x.mul(x.mul(x).mul(x).mul(Scalars.Of(0.044715)).Plus(x).mul(Scalars.Of(Math.Sqrt(2 / Math.PI))).tanh().add(One)).mul(Half),
        Activation.Tanh => x.tanh(),
        Activation.Square => x.mul(x),
        _ => throw new NotSupportedException($"no {activation} on this engine"),
    };

    /// <summary>The root, with a derivative of 0 at 0.</summary>
    public static Tensor SquareRoot(Tensor x)
    {
        var isZero = x.detach().eq(Zero);
        return x.masked_fill(isZero, One).sqrt().masked_fill(isZero, Zero);
    }
}
