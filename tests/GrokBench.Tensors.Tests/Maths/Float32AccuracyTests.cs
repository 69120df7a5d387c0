using System.Runtime.Intrinsics;

namespace GrokBench.Tensors.Tests.Maths;

/// <summary>
/// float32 functions against their float64 forms, which other tests hold to about one unit in the last place of float64: 2^-29 of one of float32.
/// </summary>
internal sealed class Float32AccuracyTests
{
    private const uint Block = 1024;

    private const double TwoTo128 = 3.402823669209385e38;

    [TestCaseSource(typeof(Functions), nameof(Functions.InFloat32))]
    public void Function_EveryThousandthFloat_IsWithinTheStatedError(string function) => Check(function, 1009);

    /// <summary>All 2^32, NaNs included.</summary>
    [TestCaseSource(typeof(Functions), nameof(Functions.InFloat32)), Category("Long")]
    public void Function_EveryFloat_IsWithinTheStatedError(string function) => Check(function, 1);

    private static void Check(string function, uint stride)
    {
        // The patterns of bits in 256 parts, on all cores: the largest of all errors does not depend on who finds it.
        var parts = new (double Error, double At)[256];
        Parallel.For(0, parts.Length, part => parts[part] = Worst(function, (uint)part << 24, stride));

        var (worst, at) = parts.MaxBy(part => part.Error);
        TestContext.Out.WriteLine(FormattableString.Invariant($"{function}: {worst:F3} ulp at {(float)at:R}"));
        Assert.That(worst, Is.GreaterThan(0.5).And.LessThan(StatedErrors.Float32(function)), FormattableString.Invariant($"at {(float)at:R}"));
    }

    /// <summary>The largest error over every stride-th of the 2^24 floats from a pattern of bits on.</summary>
    private static (double Error, double At) Worst(string function, uint first, uint stride)
    {
        var (x, y) = (new float[Block], new float[Block]);
        var (wide, truth) = (new double[Block], new double[Block]);
        var (worst, at) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (var start = 0u; start < 1u << 24; start += Block * stride)
        {
            for (var i = 0u; i < Block; i++)
            {
                x[i] = BitConverter.UInt32BitsToSingle(first + ((start + (i * stride)) & 0xFFFFFF));
                wide[i] = x[i];
            }

            Functions.Fill(function, x, y);
            Functions.Fill(function, wide, truth);
            for (var i = 0; i < Block; i += 16)
            {
                var given = Vector512.Create(y, i);
                Note(Vector512.Create(wide, i), Vector512.Create(truth, i), Vector512.WidenLower(given), ref worst, ref at);
                Note(Vector512.Create(wide, i + 8), Vector512.Create(truth, i + 8), Vector512.WidenUpper(given), ref worst, ref at);
            }
        }

        var lane = Enumerable.Range(0, 8).MaxBy(i => worst[i]);
        return (worst[lane], at[lane]);
    }

    /// <summary>Keeps the largest error of each lane; a NaN where there should be none, or none where one should be, is infinitely wrong.</summary>
    private static void Note(Vector512<double> x, Vector512<double> truth, Vector512<double> given, ref Vector512<double> worst, ref Vector512<double> at)
    {
        // Infinity counts as 2^128, the number after the largest.
        var limit = Vector512.Create(TwoTo128);
        truth = Vector512.Max(Vector512.Min(truth, limit), -limit);
        given = Vector512.Max(Vector512.Min(given, limit), -limit);

        // The distance of floats at the true value: its power of two, between the smallest normal and the largest, times 2^-23.
        var power = (truth.AsUInt64() & Vector512.Create(0x7FF0000000000000ul)).AsDouble();
        power = Vector512.Max(Vector512.Min(power, Vector512.Create(TwoTo128 / 2)), Vector512.Create(Math.ScaleB(1, -126)));
        var error = Vector512.Abs(given - truth) / (power * Vector512.Create(Math.ScaleB(1, -23)));
        var bothNumbers = Vector512.Equals(truth, truth) & Vector512.Equals(given, given);
        var bothNot = ~(Vector512.Equals(truth, truth) | Vector512.Equals(given, given));
        error = Vector512.ConditionalSelect(bothNumbers, error, Vector512.ConditionalSelect(bothNot, Vector512<double>.Zero, Vector512.Create(double.PositiveInfinity)));

        at = Vector512.ConditionalSelect(Vector512.GreaterThan(error, worst), x, at);
        worst = Vector512.Max(error, worst);
    }
}
