namespace GrokBench.Tensors;

/// <summary>
/// When a prediction of real targets counts as right: every output has the sign of its target where <see cref="EqualSigns"/> asks for it, and the squared error,
/// mean over the outputs, lies below <see cref="Tolerance"/>. Nothing that is not a number is right.
/// </summary>
public sealed record Correctness
{
    private Correctness(double tolerance, bool equalSigns) => (Tolerance, EqualSigns) = (tolerance, equalSigns);

    /// <summary>Every output is positive, negative or zero as its target is.</summary>
    public static Correctness SameSign { get; } = new(double.PositiveInfinity, equalSigns: true);

    /// <summary>In squared units of the outputs, above 0; itself too large an error.</summary>
    public double Tolerance { get; }

    public bool EqualSigns { get; }

    /// <param name="tolerance">See <see cref="Tolerance"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is not above 0.</exception>
    public static Correctness Within(double tolerance) => tolerance > 0
        ? new(tolerance, equalSigns: false)
        : throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "a tolerance above 0 is expected");

    /// <summary>Whether one output does not speak against its example.</summary>
    public bool Accepts(double output, double target) => !double.IsNaN(output) && (!EqualSigns || Math.Sign(output) == Math.Sign(target));

    /// <summary>Whether the whole example's squared error, mean over its outputs, does not speak against it.</summary>
    public bool Accepts(double meanSquaredError) => meanSquaredError < Tolerance;
}
