using System.Globalization;
using System.Numerics;

namespace GrokBench.Tensors.Maths;

/// <summary>sin and cos of one float64 number: x = k·π/2 + r with |r| ≤ π/4, then a Taylor series of r.</summary>
internal static class Trigonometry
{
    /// <summary>π/2 in three parts; the first two have 33 bits, so that their products with k are exact below the limit.</summary>
    private const double First = 1.5707963267341256, Second = 6.077100506303966e-11, Third = 2.0222662487959506e-21;

    /// <summary>Up to here the three parts keep the full accuracy of r.</summary>
    private const double Limit = 1e5;

    /// <summary>The first 1280 binary digits of 2/π: enough for the largest finite number.</summary>
    private const string TwoOverPi =
        "a2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1d"
        + "eb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b"
        + "5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b"
        + "6babf0cfbc209af4361d";

    private const int Digits = 1280;

    /// <summary>Binary digits of a remainder, in quarter turns, that are kept; the smallest is above 2^-63.</summary>
    private const int Kept = 160;

    /// <summary>The first 128 binary digits of π/2, times 2^127.</summary>
    private const string HalfPi = "c90fdaa22168c234c4c6628b80dc1cd1";

    private const int HalfPiDigits = 127;

    private static readonly BigInteger ScaledHalfPi = BigInteger.Parse("0" + HalfPi, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static readonly BigInteger Scaled = BigInteger.Parse("0" + TwoOverPi, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>The sine of an angle in radians; NaN for an infinite one.</summary>
    public static double Sin(double x) => x == 0 ? x : Turn(x, 0);

    /// <summary>The cosine of an angle in radians; NaN for an infinite one.</summary>
    public static double Cos(double x) => Turn(x, 1);

    private static double Turn(double x, int quarters)
    {
        if (!double.IsFinite(x)) return double.NaN;
        var (r, k) = Math.Abs(x) <= Limit ? Reduce(x) : ReduceExactly(x);
        var quadrant = (k + quarters) & 3;
        var value = (quadrant & 1) == 0 ? SinSeries(r) : CosSeries(r);
        return quadrant >= 2 ? -value : value;
    }

    private static (double Remainder, int Quarters) Reduce(double x)
    {
        var k = Math.Round(x * (2 / Math.PI));
        var first = Math.FusedMultiplyAdd(-k, First, x);
        var second = Math.FusedMultiplyAdd(-k, Second, first);

        // What rounding took from the second difference goes into the third, so that the remainder is rounded once.
        var lost = Math.FusedMultiplyAdd(-k, Second, first - second);
        return (second + Math.FusedMultiplyAdd(-k, Third, lost), (int)k);
    }

    /// <summary>x·2/π in integers (after Payne and Hanek 1983): slow, and right for every x.</summary>
    private static (double Remainder, int Quarters) ReduceExactly(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(x));
        var exponent = (int)(bits >> 52) - 1075;
        var fraction = (bits & 0x000FFFFFFFFFFFFF) | 0x0010000000000000;
        var product = fraction * Scaled;

        // Quarter turns in units of 2^-64, rounded down; the rest is taken from the nearest whole quarter.
        var shift = Digits - 64 - exponent;
        var turns = shift >= 0 ? product >> shift : product << -shift;
        var whole = (turns + (BigInteger.One << 63)) >> 64;
        var precise = product - (whole << (Digits - exponent));
        var kept = precise >> (Digits - exponent - Kept);
        var r = Nearest(kept * ScaledHalfPi, Kept + HalfPiDigits);
        var quarters = (int)(whole & 3);
        return x < 0 ? (-r, -quarters) : (r, quarters);
    }

    /// <summary>value·2^-digits, rounded once.</summary>
    private static double Nearest(BigInteger value, int digits)
    {
        // 62 bits fit a long, whose conversion rounds to nearest; a one at their end stands for whatever was cut off.
        var magnitude = BigInteger.Abs(value);
        var excess = Math.Max(0, (int)magnitude.GetBitLength() - 62);
        var leading = magnitude >> excess;
        var rounded = (double)((long)leading | (leading << excess == magnitude ? 0L : 1L));
        rounded *= BitConverter.Int64BitsToDouble((1023L + excess - digits) << 52);
        return value.Sign < 0 ? -rounded : rounded;
    }

    private static double SinSeries(double r)
    {
        var square = r * r;
        var sum = -1.0 / 1307674368000;
        sum = Math.FusedMultiplyAdd(sum, square, 1.0 / 6227020800);
        sum = Math.FusedMultiplyAdd(sum, square, -1.0 / 39916800);
        sum = Math.FusedMultiplyAdd(sum, square, 1.0 / 362880);
        sum = Math.FusedMultiplyAdd(sum, square, -1.0 / 5040);
        sum = Math.FusedMultiplyAdd(sum, square, 1.0 / 120);
        sum = Math.FusedMultiplyAdd(sum, square, -1.0 / 6);
        return Math.FusedMultiplyAdd(sum * square, r, r);
    }

    private static double CosSeries(double r)
    {
        var square = r * r;
        var sum = 1.0 / 20922789888000;
        sum = Math.FusedMultiplyAdd(sum, square, -1.0 / 87178291200);
        sum = Math.FusedMultiplyAdd(sum, square, 1.0 / 479001600);
        sum = Math.FusedMultiplyAdd(sum, square, -1.0 / 3628800);
        sum = Math.FusedMultiplyAdd(sum, square, 1.0 / 40320);
        sum = Math.FusedMultiplyAdd(sum, square, -1.0 / 720);
        sum = Math.FusedMultiplyAdd(sum, square, 1.0 / 24);

        // 1 - r²/2 is rounded; what that loses is added back.
        var half = 0.5 * square;
        var leading = 1 - half;
        return leading + ((1 - leading - half) + square * square * sum);
    }
}
