using System.Numerics;

namespace GrokBench.Tensors.Tests.Maths;

/// <summary>The functions to about 180 bits, by their textbook series on <see cref="BigFloat"/>. Checked against mpmath.</summary>
internal static class TrueValues
{
    /// <summary>Binary digits of the constants: enough to take multiples of π/2 from the largest float64 number.</summary>
    private const int Digits = 1400;

    /// <summary>2^Digits times the constant. π by Machin: 16·arctan(1/5) − 4·arctan(1/239).</summary>
    private static readonly BigInteger HalfPi = ((4 * Arctangent(5)) - Arctangent(239)) * 2;
    private static readonly BigInteger LogTwo = 2 * Arctangent(3, sign: 1);

    private static readonly BigFloat RootPi = new BigFloat(HalfPi * 2, -Digits).SquareRoot();

    public static BigFloat Of(string function, double x) => function switch
    {
        "exp" => Exp(x),
        "log" => Log(x),
        "tanh" => Tanh(x),
        "erf" => Erf(x),
        "sin" => Turn(x, 0),
        "cos" => Turn(x, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, null),
    };

    /// <summary>The float64 number nearest to k·π/2.</summary>
    public static double QuarterTurns(BigInteger k) => Nearest(k * HalfPi);

    /// <summary>The float64 number nearest to k·(ln 2)/2.</summary>
    public static double HalfLogTwos(int k) => Nearest(k * LogTwo >> 1);

    /// <summary>
    /// q·2^exponent with the q below 2^53 that brings it about nearest to a multiple of π/2: the denominator of a convergent of 2^exponent·2/π
    /// (Muller 2016, "Elementary functions", on worst cases of range reduction).
    /// </summary>
    public static double NearestToQuarterTurns(int exponent)
    {
        // 2^exponent / (π/2), without its whole part, as numerator/denominator.
        var (numerator, denominator) = (BigInteger.One << (Digits + Math.Max(exponent, 0)), HalfPi << Math.Max(-exponent, 0));
        numerator %= denominator;
        var (before, last) = (BigInteger.Zero, BigInteger.One);
        while (!numerator.IsZero)
        {
            var quotient = denominator / numerator;
            (denominator, numerator) = (numerator, denominator % numerator);
            var next = (quotient * last) + before;
            if (next >= BigInteger.One << 53) break;
            (before, last) = (last, next);
        }

        return Math.ScaleB((double)last, exponent);
    }

    private static BigFloat Exp(BigFloat x)
    {
        if (x.IsZero) return BigFloat.One;
        if (x.Magnitude > 12) return new BigFloat(1, x.Mantissa.Sign * 8192);

        // x = n·ln 2 + r, e^r = (e^(r/64))^64.
        var logTwo = new BigFloat(LogTwo, -Digits);
        var n = x.Magnitude < -1 ? 0 : (int)Whole((x / logTwo) + new BigFloat(1, -1));
        var r = (x - (logTwo * n)).Scale(-6);
        var (sum, term) = (BigFloat.One, BigFloat.One);
        for (var k = 1; !r.IsZero && term.Magnitude > -210; k++)
        {
            term = term * r / k;
            sum += term;
        }

        for (var i = 0; i < 6; i++) sum *= sum;
        return sum.Scale(n);
    }

    private static BigFloat Log(BigFloat x)
    {
        // x = 2^k·m, ln m = 2·artanh((m − 1)/(m + 1)).
        var k = x.Magnitude;
        var m = x.Scale(-k);
        if ((m * m - 2).Mantissa.Sign > 0) (m, k) = (m.Scale(-1), k + 1);
        var s = (m - BigFloat.One) / (m + BigFloat.One);
        var square = s * s;
        var (sum, power) = (s, s);
        for (var i = 3; !power.IsZero && power.Magnitude > s.Magnitude - 210; i += 2)
        {
            power *= square;
            sum += power / i;
        }

        return sum.Scale(1) + (new BigFloat(LogTwo, -Digits) * k);
    }

    private static BigFloat Tanh(BigFloat x)
    {
        if (x.IsZero) return x;
        if (x.Magnitude < -1) return Sinus(x, 1) / Cosinus(x, 1);
        if (x.Magnitude > 8) return x.Mantissa.Sign;
        var e = Exp(x.Scale(1));
        return (e - BigFloat.One) / (e + BigFloat.One);
    }

    /// <summary>2/√π·e^(−x²)·Σ 2^k·x^(2k + 1)/(2k + 1)!!: every term positive.</summary>
    private static BigFloat Erf(BigFloat x)
    {
        if (x.IsZero) return x;
        if (x.Magnitude > 2) return x.Mantissa.Sign;
        var square = x * x;
        var (sum, term) = (x, x);
        for (var k = 1; term.Magnitude > x.Magnitude - 210; k++)
        {
            term = term * square.Scale(1) / ((2 * k) + 1);
            sum += term;
        }

        return sum.Scale(1) / RootPi * Exp(BigFloat.Zero - square);
    }

    /// <summary>sin(x + quarters·π/2): x is taken to the nearest multiple of π/2 in whole numbers.</summary>
    private static BigFloat Turn(double x, int quarters)
    {
        if (x == 0) return quarters;
        BigFloat exact = x;
        var r = exact;
        if (Math.Abs(x) > 0.5)
        {
            var shift = Digits + exact.Exponent;
            var scaled = shift >= 0 ? exact.Mantissa << shift : throw new ArgumentOutOfRangeException(nameof(x));
            var k = Divide(scaled + (HalfPi >> 1), HalfPi);
            r = new BigFloat(scaled - (k * HalfPi), -Digits);
            quarters += (int)(k & 3);
        }

        var value = (quarters & 1) == 0 ? Sinus(r, -1) : Cosinus(r, -1);
        return (quarters & 2) == 0 ? value : BigFloat.Zero - value;
    }

    /// <summary>The sine (sign −1) or hyperbolic sine (sign 1).</summary>
    private static BigFloat Sinus(BigFloat x, int sign)
    {
        var (square, sum, term) = (x * x * sign, x, x);
        for (var k = 2; !term.IsZero && term.Magnitude > x.Magnitude - 210; k += 2)
        {
            term = term * square / (k * (k + 1));
            sum += term;
        }

        return sum;
    }

    private static BigFloat Cosinus(BigFloat x, int sign)
    {
        var (square, sum, term) = (x * x * sign, BigFloat.One, BigFloat.One);
        for (var k = 1; !term.IsZero && term.Magnitude > -210; k += 2)
        {
            term = term * square / (k * (k + 1));
            sum += term;
        }

        return sum;
    }

    /// <summary>2^Digits·arctan(1/n), or artanh with sign 1.</summary>
    private static BigInteger Arctangent(int n, int sign = -1)
    {
        // Sixteen more digits for what is cut off.
        var power = (BigInteger.One << (Digits + 16)) / n;
        var sum = power;
        for (var k = 3; !power.IsZero; k += 2)
        {
            power = sign * power / (n * n);
            sum += power / k;
        }

        return sum >> 16;
    }

    private static BigInteger Whole(BigFloat x) => x.Exponent >= 0 ? x.Mantissa << x.Exponent : x.Mantissa >> -x.Exponent;

    private static BigInteger Divide(BigInteger a, BigInteger b) => a.Sign < 0 ? -((b - BigInteger.One - a) / b) : a / b;

    /// <summary>value·2^-Digits, to nearest.</summary>
    private static double Nearest(BigInteger value)
    {
        var excess = (int)BigInteger.Abs(value).GetBitLength() - 53;
        return Math.ScaleB((double)((value + (BigInteger.One << (excess - 1))) >> excess), excess - Digits);
    }
}
