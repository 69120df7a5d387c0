namespace GrokBench.Tensors.Engines;

/// <summary>
/// A flat vector on an engine and the handful of primitives that optimisers are made of. Arguments belong to the same program, and
/// to a part the same parts of them.
/// Scalars are rounded to the vector's precision before they are used. Sums are taken in a fixed order.
/// </summary>
public interface IVector
{
    int Count { get; }

    /// <summary>
    /// How often a member of this vector, or of one that shares its memory, has changed elements: what follows from them holds as long as
    /// this stays. What a program leaves in its gradient is not counted.
    /// </summary>
    long Changes { get; }

    /// <summary>Some neighbouring elements, as a vector that shares their memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They do not lie within this vector.</exception>
    IVector Part(int start, int count);

    /// <summary>Copies a part out, widened to float64 (exact).</summary>
    void CopyTo(int start, Span<double> destination);

    /// <summary>Overwrites a part, rounding to the vector's precision.</summary>
    void CopyFrom(int start, ReadOnlySpan<double> source);

    /// <summary>The vector's bits, little-endian, every NaN as one canonical pattern; Count x 4 or 8 bytes.</summary>
    void WriteBytes(Span<byte> destination);

    /// <summary>Overwrites the whole vector with bytes that <see cref="WriteBytes"/> wrote.</summary>
    void ReadBytes(ReadOnlySpan<byte> source);

    /// <summary>this ← 0.</summary>
    void Clear();

    /// <summary>this ← source.</summary>
    void Assign(IVector source);

    /// <summary>this ← factor·this.</summary>
    void Scale(double factor);

    /// <summary>this ← this + factor·other, one fused multiply-add per element.</summary>
    void AddScaled(double factor, IVector other);

    /// <summary>this ← this + factor·(exp(rate·other) - 1): the difference, itself rounded, in one fused multiply-add per element.</summary>
    void AddScaledGrowth(double factor, double rate, IVector other);

    /// <summary>Sum over the elements [start, start + count) of this·other, accumulated in float64.</summary>
    double Dot(IVector other, int start, int count);

    /// <summary>this ← this - rate·(gradient + decay·this), two fused multiply-adds per element; the gradient stays.</summary>
    void Descend(IVector gradient, double rate, double decay);

    /// <summary>
    /// One Adam update of this (the parameters), in place, from the gradient and the two moments:
    /// first ← β1·first + (1-β1)·g; second ← β2·second + (1-β2)·g²; this ← keep·this - rate·(first/c1) / (√(second/c2) + ε).
    /// </summary>
    /// <param name="correction1">c1 = 1 - β1^t for the t-th update.</param>
    /// <param name="correction2">c2 = 1 - β2^t.</param>
    /// <param name="keep">1 less the share that decays; the product is rounded before the update is taken from it.</param>
    void AdamUpdate(
        IVector gradient, IVector first, IVector second, double rate, double beta1, double beta2, double correction1, double correction2, double epsilon,
        double keep = 1);
}
