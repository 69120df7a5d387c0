namespace GrokBench.Tensors;

/// <summary>
/// When a prediction of real targets counts as right: every output has the sign of its target where <see cref="EqualSigns"/> asks for it, the squared error,
/// mean over the outputs, lies below <see cref="Tolerance"/>, and where <see cref="Nearest"/> asks for it no other example's targets are nearer. Nothing that is not
/// a number is right.
/// </summary>
public sealed record Correctness
{
    private Correctness(double tolerance, bool equalSigns, bool nearest) => (Tolerance, EqualSigns, Nearest) = (tolerance, equalSigns, nearest);

    /// <summary>Every output is positive, negative or zero as its target is.</summary>
    public static Correctness SameSign { get; } = new(double.PositiveInfinity, equalSigns: true, nearest: false);

    /// <summary>No example of the dataset has targets at a smaller Euclidean distance than the example's own: the way to tell which of a few vectors an output means.</summary>
    public static Correctness NearestTargets { get; } = new(double.PositiveInfinity, equalSigns: false, nearest: true);

    /// <summary>In squared units of the outputs, above 0; itself too large an error.</summary>
    public double Tolerance { get; }

    public bool EqualSigns { get; }

    /// <summary>Whether all the outputs together are held against the targets of every example, by <see cref="IsNearest"/>.</summary>
    public bool Nearest { get; }

    /// <param name="tolerance">See <see cref="Tolerance"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is not above 0.</exception>
    public static Correctness Within(double tolerance) => tolerance > 0
        ? new(tolerance, equalSigns: false, nearest: false)
        : throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "a tolerance above 0 is expected");

    /// <summary>Whether one output does not speak against its example.</summary>
    public bool Accepts(double output, double target) => !double.IsNaN(output) && (!EqualSigns || Math.Sign(output) == Math.Sign(target));

    /// <summary>Whether the whole example's squared error, mean over its outputs, does not speak against it.</summary>
    public bool Accepts(double meanSquaredError) => meanSquaredError < Tolerance;

    /// <summary>Whether no example's targets are nearer to the outputs than those of one example; ties speak for it, a distance that is not finite against it.</summary>
    /// <param name="outputs">One per target.</param>
    /// <param name="examples">Whose targets they are held against.</param>
    /// <param name="example">The one that the outputs were given for.</param>
    public static bool IsNearest(ReadOnlySpan<double> outputs, Examples examples, int example)
    {
        var own = Distance(outputs, examples, example);
        if (!double.IsFinite(own)) return false;
        for (var other = 0; other < examples.Count; other++)
        {
            if (Distance(outputs, examples, other) < own) return false;
        }

        return true;
    }

    /// <summary>Squared, in the order of the targets: of two examples with the same targets it is the same number.</summary>
    private static double Distance(ReadOnlySpan<double> outputs, Examples examples, int example)
    {
        var targets = examples.Targets.AsSpan(example * examples.TargetWidth, examples.TargetWidth);
        var sum = 0.0;
        for (var i = 0; i < targets.Length; i++) sum += (outputs[i] - targets[i]) * (outputs[i] - targets[i]);
        return sum;
    }
}
