namespace GrokBench.Tensors.Tests.Maths;

/// <summary>float64 functions against <see cref="TrueValues"/> over the whole range.</summary>
internal sealed class Float64AccuracyTests
{
    [TestCaseSource(typeof(Functions), nameof(Functions.InFloat64))]
    public void Function_HardAndRandomArguments_IsWithinTheStatedError(string function) => Check(function, HardArguments.Of(function, 1500));

    [TestCaseSource(typeof(Functions), nameof(Functions.InFloat64)), Category("Long")]
    public void Function_ManyArguments_IsWithinTheStatedError(string function) => Check(function, HardArguments.Of(function, 150_000));

    /// <summary>Every multiple of π/2 within the limit of the three-part reduction, where the remainder loses most digits.</summary>
    [TestCase("sin"), TestCase("cos"), Category("Long")]
    public void SinCos_NearEveryMultipleOfAQuarterTurn_IsWithinTheStatedError(string function) =>
        Check(function, Enumerable.Range(1, 64_000).Select(k => TrueValues.QuarterTurns(k)));

    private static void Check(string function, IEnumerable<double> arguments)
    {
        var (worst, at, count) = (0.0, 0.0, 0);
        foreach (var x in arguments)
        {
            // Infinite arguments, and what has no logarithm, are special values.
            if (double.IsInfinity(x) || (function == "log" && x <= 0)) continue;
            count++;
            var error = TrueValues.Of(function, x).UlpsOf(Functions.Float64(function, x));
            if (error > worst) (worst, at) = (error, x);
        }

        TestContext.Out.WriteLine(FormattableString.Invariant($"{function}: {worst:F3} ulp at {at:R}, of {count} arguments"));
        Assert.That(worst, Is.GreaterThan(0.4).And.LessThan(StatedErrors.Float64(function)), FormattableString.Invariant($"at {at:R}"));
    }
}
