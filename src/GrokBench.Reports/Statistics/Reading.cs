namespace GrokBench.Reports.Statistics;

/// <summary>
/// What is known of a number: it lies between two ends. They coincide where it was observed; a censored event leaves the upper one at
/// infinity. Arithmetic on
/// readings keeps exactly what is known, so that a censored value is never dropped and never replaced by the budget.
/// </summary>
/// <param name="Low">Negative infinity when nothing bounds the number from below.</param>
/// <param name="High">Positive infinity when nothing bounds it from above.</param>
public readonly record struct Reading(double Low, double High)
{
    public static Reading Unknown { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>An observed number; NaN is <see cref="Unknown"/>.</summary>
    public static Reading Exactly(double value) => double.IsNaN(value) ? Unknown : new(value, value);

    public static Reading MoreThan(double bound) => new(bound, double.PositiveInfinity);

    public static Reading LessThan(double bound) => new(double.NegativeInfinity, bound);

    public bool Exact => Low == High;

    public Bound Bound => (Exact, double.IsFinite(Low), double.IsFinite(High)) switch
    {
        (true, _, _) => Bound.None,
        (_, true, _) => Bound.Above,
        (_, _, true) => Bound.Below,
        _ => Bound.Unknown,
    };

    /// <summary>The number, else the bound that it lies beyond, else NaN.</summary>
    public double Value => Bound switch
    {
        Bound.None or Bound.Above => Low,
        Bound.Below => High,
        _ => double.NaN,
    };

    /// <summary>
    /// The quotient. Two observed numbers divide as they are (0/0 is unknown). Where one is only bounded, both must be times, positive by
    /// nature: a bounded
    /// numerator over an observed denominator stays bounded on the same side, the reverse bounds the quotient on the other, and two
    /// censored times say nothing.
    /// </summary>
    public static Reading operator /(Reading numerator, Reading denominator)
    {
        if (numerator.Exact && denominator.Exact) return Exactly(numerator.Low / denominator.Low);
        if (numerator.Low <= 0 || denominator.Low <= 0) return Unknown;
        var low = numerator.Low / denominator.High;
        var high = numerator.High / denominator.Low;
        return new(low > 0 ? low : double.NegativeInfinity, double.IsNaN(high) ? double.PositiveInfinity : high);
    }

    /// <summary>The difference, as far as the two are known.</summary>
    public static Reading operator -(Reading left, Reading right) => left.Exact && right.Exact
        ? Exactly(left.Low - right.Low)
        : new(
            double.IsInfinity(left.Low) || double.IsInfinity(right.High) ? double.NegativeInfinity : left.Low - right.High,
            double.IsInfinity(left.High) || double.IsInfinity(right.Low) ? double.PositiveInfinity : left.High - right.Low);

    /// <summary>The smaller of two.</summary>
    public static Reading Min(Reading a, Reading b) => new(Math.Min(a.Low, b.Low), Math.Min(a.High, b.High));
}
