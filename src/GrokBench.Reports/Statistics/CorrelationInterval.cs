using GrokBench.Tensors.Maths;

namespace GrokBench.Reports.Statistics;

/// <summary>A correlation with the standard error of its Fisher z, and what follows from Student's t.</summary>
/// <param name="Value">NaN when undefined.</param>
/// <param name="Error">Of z = artanh r; of no account where r is 1 or -1, which have no interval.</param>
/// <param name="Degrees">Degrees of freedom, at least 1.</param>
public readonly record struct CorrelationInterval(double Value, double Error, int Degrees)
{
    /// <summary>Nominal coverage: between the 5 % and the 95 % points of Student's t.</summary>
    public const double Coverage = 0.9;

    public static CorrelationInterval Unknown { get; } = new(double.NaN, double.NaN, 1);

    /// <summary>Negative infinity when undefined.</summary>
    public double Low => double.IsNaN(Value) ? double.NegativeInfinity : Math.Abs(Value) >= 1 ? Value : (Value - Reach) / (1 - (Value * Reach));

    /// <summary>Positive infinity when undefined.</summary>
    public double High => double.IsNaN(Value) ? double.PositiveInfinity : Math.Abs(Value) >= 1 ? Value : (Value + Reach) / (1 + (Value * Reach));

    public (double Low, double High) Ends => (Low, High);

    /// <summary>tanh of the interval's half width: tanh(z ± d) in terms of r = tanh z.</summary>
    private double Reach => SpecialFunctions.Tanh(Points.StudentT(Degrees, (1 + Coverage) / 2) * Error);

    /// <summary>How probable so small a correlation is, at most, if the true one is at least this. NaN when undefined.</summary>
    public double Below(double bound)
    {
        if (double.IsNaN(Value)) return double.NaN;
        if (bound >= 1 || Value <= -1) return Value < bound ? 0 : 1;
        if (bound <= -1 || Value >= 1) return 1;
        var distance = Artanh(bound) - Artanh(Value);
        return Error == 0 ? (distance > 0 ? 0 : 1) : Points.TailOfT(Degrees, distance / Error);
    }

    /// <summary>How probable so large a correlation is, at most, if the true one is at most this. NaN when undefined.</summary>
    public double Above(double bound) => new CorrelationInterval(-Value, Error, Degrees).Below(-bound);

    private static double Artanh(double r) => (SpecialFunctions.LogOnePlus(r) - SpecialFunctions.LogOnePlus(-r)) / 2;
}
