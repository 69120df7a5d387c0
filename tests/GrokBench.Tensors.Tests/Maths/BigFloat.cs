using System.Numerics;

namespace GrokBench.Tensors.Tests.Maths;

/// <summary>
/// A number mantissa·2^exponent of about 200 bits, every operation truncated: slow, plain, and exact enough to measure a float64 function with, whose
/// errors of interest are 2^-53 and whose arguments have any exponent.
/// </summary>
internal readonly record struct BigFloat(BigInteger Mantissa, int Exponent)
{
    private const int Bits = 200;

    public static BigFloat Zero => new(0, 0);

    public static BigFloat One => new(1, 0);

    public bool IsZero => Mantissa.IsZero;

    /// <summary>The power of two of the leading bit.</summary>
    public int Magnitude => Exponent + (int)BigInteger.Abs(Mantissa).GetBitLength() - 1;

    /// <summary>Exact.</summary>
    public static implicit operator BigFloat(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var (exponent, fraction) = ((int)(bits >> 52), bits & 0xFFFFFFFFFFFFF);
        var mantissa = exponent == 0 ? fraction : fraction | (1L << 52);
        return new BigFloat(value < 0 ? -mantissa : mantissa, Math.Max(exponent, 1) - 1075);
    }

    public static BigFloat operator +(BigFloat a, BigFloat b)
    {
        if (a.IsZero) return b;
        if (b.IsZero) return a;
        if (a.Exponent < b.Exponent) (a, b) = (b, a);

        // What lies far below the last bit kept is nothing.
        if (a.Exponent - b.Exponent > 4 * Bits && a.Magnitude - b.Magnitude > 2 * Bits) return a;
        return Rounded((a.Mantissa << (a.Exponent - b.Exponent)) + b.Mantissa, b.Exponent);
    }

    public static BigFloat operator -(BigFloat a, BigFloat b) => a + new BigFloat(-b.Mantissa, b.Exponent);

    public static BigFloat operator *(BigFloat a, BigFloat b) => Rounded(a.Mantissa * b.Mantissa, a.Exponent + b.Exponent);

    public static BigFloat operator /(BigFloat a, BigFloat b)
    {
        var shift = Bits + 2 + (int)Math.Max(0, b.Mantissa.GetBitLength() - a.Mantissa.GetBitLength());
        return Rounded((a.Mantissa << shift) / b.Mantissa, a.Exponent - b.Exponent - shift);
    }

    /// <summary>This times 2^power.</summary>
    public BigFloat Scale(int power) => this with { Exponent = Exponent + power };

    /// <summary>Of a number at least zero.</summary>
    public BigFloat SquareRoot()
    {
        // An even exponent, and twice the bits that are wanted; then Newton from above.
        var shift = 2 * Bits;
        if (((Exponent - shift) & 1) != 0) shift++;
        var square = Mantissa << shift;
        var root = BigInteger.One << (int)((square.GetBitLength() / 2) + 1);
        while ((root + (square / root)) >> 1 is var next && next < root) root = next;
        return Rounded(root, (Exponent - shift) / 2);
    }

    /// <summary>
    /// How far a result is off this true value, in units in the last place of float64 at the true value, subnormal numbers included. An infinite result
    /// counts as 2^1024, the number after the largest.
    /// </summary>
    public double UlpsOf(double result)
    {
        if (double.IsNaN(result)) return double.PositiveInfinity;
        var limit = new BigFloat(1, 1024);
        BigFloat given = double.IsInfinity(result) ? (result > 0 ? limit : Zero - limit) : result;
        var truth = !IsZero && Magnitude >= 1024 ? (Mantissa.Sign > 0 ? limit : Zero - limit) : this;
        var unit = truth.IsZero ? -1074 : Math.Max(Math.Min(truth.Magnitude, 1023), -1022) - 52;
        var off = (given - truth).Scale(-unit);
        return off.IsZero || off.Magnitude < -60 ? 0 : Math.ScaleB(Math.Abs((double)off.Mantissa), off.Exponent);
    }

    private static BigFloat Rounded(BigInteger mantissa, int exponent)
    {
        var excess = (int)BigInteger.Abs(mantissa).GetBitLength() - Bits;
        return excess > 0 ? new BigFloat(mantissa >> excess, exponent + excess) : new BigFloat(mantissa, exponent);
    }
}
