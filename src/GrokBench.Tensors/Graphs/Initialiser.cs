namespace GrokBench.Tensors.Graphs;

/// <summary>How a parameter starts. Draws come from the stream named after the tensor, so adding a tensor changes no other.</summary>
public abstract record Initialiser
{
    public static Initialiser Zeros { get; } = new ConstantInitialiser(0);

    public static Initialiser Ones { get; } = new ConstantInitialiser(1);
}

/// <summary>Every element is <paramref name="Value"/>.</summary>
public sealed record ConstantInitialiser(double Value) : Initialiser;

/// <summary>Independent normal draws with mean 0.</summary>
/// <param name="StandardDeviation">Above 0.</param>
public sealed record NormalInitialiser(double StandardDeviation) : Initialiser;

/// <summary>Independent uniform draws from [-<paramref name="Bound"/>, <paramref name="Bound"/>).</summary>
/// <param name="Bound">Above 0.</param>
public sealed record UniformInitialiser(double Bound) : Initialiser;

/// <summary>Every element is <paramref name="Size"/> or its negative, by independent tosses of a coin.</summary>
/// <param name="Size">Above 0.</param>
public sealed record SignInitialiser(double Size) : Initialiser;

/// <summary>Elements that a family computes from the seed. Equal initialisers give equal elements.</summary>
public abstract record ComputedInitialiser : Initialiser
{
    /// <summary>Some of the initial values, row-major.</summary>
    /// <param name="first">The element that the first of <paramref name="values"/> is for.</param>
    public abstract void Draw(ulong seed, int first, Span<double> values);
}
