using System.Globalization;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Tests.Maths;

/// <summary>Special values, the same bits in every lane, and fixed values by mpmath (make_special_functions.py beside this file).</summary>
internal sealed class SpecialFunctionsTests
{
    [TestCaseSource(typeof(Functions), nameof(Functions.InFloat64))]
    public void Float64_AgainstMpmath_IsWithinTheStatedError(string function)
    {
        var worst = 0.0;
        foreach (var (x, high, low) in Fixture(function))
        {
            var value = Functions.Float64(function, x);
            var ulp = Math.BitIncrement(Math.Abs(high)) - Math.Abs(high);
            worst = Math.Max(worst, Math.Abs(value - high - low) / ulp);
        }

        Assert.That(worst, Is.GreaterThan(0).And.LessThan(StatedErrors.Float64(function)));
    }

    /// <summary>The tests' own high-precision values, which go where no table does, agree with mpmath's to the table's 32 digits.</summary>
    [TestCaseSource(typeof(Functions), nameof(Functions.InFloat64))]
    public void TrueValues_AgainstMpmath_AgreeToAllDigitsOfTheTable(string function)
    {
        foreach (var (x, high, low) in Fixture(function))
        {
            var truth = TrueValues.Of(function, x);
            var off = truth - ((BigFloat)high + low);
            Assert.That(off.IsZero || off.Magnitude < Math.Max(truth.Magnitude - 100, -1074), $"{function}({x})");
        }
    }

    [TestCase("exp", double.NegativeInfinity, 0)]
    [TestCase("exp", double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase("exp", 709.782712893384, 1.7976931348622732e308)]
    [TestCase("exp", 709.7827128933841, double.PositiveInfinity)]
    [TestCase("exp", double.MaxValue, double.PositiveInfinity)]
    [TestCase("exp", double.MinValue, 0)]
    [TestCase("exp", -746, 0)]
    [TestCase("exp", -745.13, 5e-324)]
    [TestCase("exp", -745.14, 0)]
    [TestCase("exp", 0, 1)]
    [TestCase("exp", -0.0, 1)]
    [TestCase("exp", 5e-324, 1)]
    [TestCase("log", 0, double.NegativeInfinity)]
    [TestCase("log", -0.0, double.NegativeInfinity)]
    [TestCase("log", 1, 0)]
    [TestCase("log", 5e-324, -744.4400719213812)]
    [TestCase("log", -5e-324, double.NaN)]
    [TestCase("log", -1, double.NaN)]
    [TestCase("log", double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase("log", double.NegativeInfinity, double.NaN)]
    [TestCase("log", double.MaxValue, 709.782712893384)]
    [TestCase("tanh", double.PositiveInfinity, 1)]
    [TestCase("tanh", double.NegativeInfinity, -1)]
    [TestCase("tanh", double.MaxValue, 1)]
    [TestCase("tanh", 5e-324, 5e-324)]
    [TestCase("tanh", -2.2250738585072014e-308, -2.2250738585072014e-308)]
    [TestCase("tanh", 0, 0)]
    [TestCase("tanh", -0.0, -0.0)]
    [TestCase("erf", double.PositiveInfinity, 1)]
    [TestCase("erf", double.NegativeInfinity, -1)]
    [TestCase("erf", double.MinValue, -1)]
    [TestCase("erf", 6, 1)]
    [TestCase("erf", 5e-324, 5e-324)]
    [TestCase("erf", -4e-323, -4.4e-323)]
    [TestCase("erf", 0, 0)]
    [TestCase("erf", -0.0, -0.0)]
    [TestCase("sin", double.PositiveInfinity, double.NaN)]
    [TestCase("sin", double.NegativeInfinity, double.NaN)]
    [TestCase("sin", 5e-324, 5e-324)]
    [TestCase("sin", 0, 0)]
    [TestCase("sin", -0.0, -0.0)]
    [TestCase("cos", double.PositiveInfinity, double.NaN)]
    [TestCase("cos", double.NegativeInfinity, double.NaN)]
    [TestCase("cos", 5e-324, 1)]
    [TestCase("cos", 0, 1)]
    [TestCase("cos", -0.0, 1)]
    public void Float64_SpecialValue_IsThatOfIeee754(string function, double x, double expected) =>
        Assert.That(Functions.Float64(function, x), Is.EqualTo(expected).Using<double>(Functions.SameBits));

    [TestCase("exp", float.NegativeInfinity, 0)]
    [TestCase("exp", float.PositiveInfinity, float.PositiveInfinity)]
    [TestCase("exp", 88.72283f, 3.4027985e38f)]
    [TestCase("exp", 88.72284f, float.PositiveInfinity)]
    [TestCase("exp", float.MaxValue, float.PositiveInfinity)]
    [TestCase("exp", float.MinValue, 0)]
    [TestCase("exp", -103.97f, 1e-45f)]
    [TestCase("exp", -103.98f, 0)]
    [TestCase("exp", -0f, 1)]
    [TestCase("exp", 1e-45f, 1)]
    [TestCase("tanh", float.PositiveInfinity, 1)]
    [TestCase("tanh", float.NegativeInfinity, -1)]
    [TestCase("tanh", float.MaxValue, 1)]
    [TestCase("tanh", 1e-45f, 1e-45f)]
    [TestCase("tanh", -1.1754944e-38f, -1.1754944e-38f)]
    [TestCase("tanh", 0f, 0f)]
    [TestCase("tanh", -0f, -0f)]
    [TestCase("erf", float.PositiveInfinity, 1)]
    [TestCase("erf", float.NegativeInfinity, -1)]
    [TestCase("erf", float.MinValue, -1)]
    [TestCase("erf", 1e-45f, 1e-45f)]
    [TestCase("erf", 0f, 0f)]
    [TestCase("erf", -0f, -0f)]
    public void Float32_SpecialValue_IsThatOfIeee754(string function, float x, float expected) =>
        Assert.That(Functions.Float32(function, x), Is.EqualTo(expected).Using<float>((a, b) => Functions.SameBits(a, b)));

    /// <summary>Quiet and with a payload, of either sign.</summary>
    [Test]
    public void Float64_NaN_IsPassedOn(
        [ValueSource(typeof(Functions), nameof(Functions.InFloat64))] string function, [Values(0x7FF8000000000000, 0x7FF8000000000001, -1L)] long bits) =>
        Assert.That(Functions.Float64(function, BitConverter.Int64BitsToDouble(bits)), Is.NaN);

    [Test]
    public void Float32_NaN_IsPassedOn(
        [ValueSource(typeof(Functions), nameof(Functions.InFloat32))] string function, [Values(0x7FC00000, 0x7FC00001, -1)] int bits) =>
        Assert.That(Functions.Float32(function, BitConverter.Int32BitsToSingle(bits)), Is.NaN);

    /// <summary>What the kernels compute sixteen or eight at a time is what the one-number form computes, whatever the neighbours.</summary>
    [Test]
    public void Lanes_WithAnyNeighbours_HaveTheBitsOfOneNumberAlone([Values("exp", "tanh", "erf")] string function)
    {
        var twice = HardArguments.Of(function, 400).Prepend(double.NaN).ToArray();
        Array.Resize(ref twice, twice.Length / 16 * 16);
        var single = Array.ConvertAll(twice, x => (float)x);
        var (ofTwice, ofSingle) = (new double[twice.Length], new float[twice.Length]);
        Functions.Fill(function, twice, ofTwice);
        Functions.Fill(function, single, ofSingle);
        for (var i = 0; i < twice.Length; i++)
        {
            Assert.That(ofTwice[i], Is.EqualTo(Functions.Float64(function, twice[i])).Using<double>(Functions.SameBits), $"{function}({twice[i]})");
            Assert.That((double)ofSingle[i], Is.EqualTo((double)Functions.Float32(function, single[i])).Using<double>(Functions.SameBits), $"{function}({single[i]}f)");
        }
    }

    [TestCase(0.98, 0, 1)]
    [TestCase(0.98, 1, 0.98)]
    [TestCase(2, 10, 1024)]
    [TestCase(2, -3, 0.125)]
    [TestCase(0.5, 1074, 5e-324)]
    [TestCase(0.9, 5, 0.59049)]
    public void Power_OfSmallWholeExponents_IsTheProduct(double x, long exponent, double expected) =>
        Assert.That(SpecialFunctions.Power(x, exponent), Is.EqualTo(expected).Within(2).Ulps);

    private static IEnumerable<(double X, double High, double Low)> Fixture(string function)
    {
        using var reader = new StreamReader(typeof(SpecialFunctionsTests).Assembly.GetManifestResourceStream("special-functions.csv")!);
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            if (fields[0] != function) continue;
            yield return (Number(fields[1]), Number(fields[2]), Number(fields[3]));
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
