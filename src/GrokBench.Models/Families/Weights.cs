using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Families;

/// <summary>The usual ways to draw initial weights, all multiplied by <paramref name="scale"/> (the setting <c>init-scale</c>).</summary>
internal sealed class Weights(double scale)
{
    public Initialiser Ones => new ConstantInitialiser(scale);

    public Initialiser Normal(double standardDeviation) => new NormalInitialiser(scale * standardDeviation);

    /// <summary>One size, with random signs.</summary>
    public Initialiser Sign(double size) => new SignInitialiser(scale * size);

    public Initialiser Uniform(double bound) => new UniformInitialiser(scale * bound);

    /// <summary>Uniform within ±1/√fan-in: PyTorch's default for a Linear layer (kaiming_uniform, a = √5) and for its bias.</summary>
    public Initialiser UniformByFanIn(int fanIn) => new UniformInitialiser(scale / Math.Sqrt(fanIn));
}
