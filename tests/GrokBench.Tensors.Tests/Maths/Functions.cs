using System.Runtime.Intrinsics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Tests.Maths;

/// <summary>The functions under test by name: one number at a time, and in the vectors that kernels use.</summary>
internal static class Functions
{
    public static readonly string[] InFloat64 = ["exp", "log", "tanh", "erf", "sin", "cos"];

    public static readonly string[] InFloat32 = ["exp", "tanh", "erf"];

    public static double Float64(string function, double x) => function switch
    {
        "exp" => SpecialFunctions.Exp(x),
        "log" => SpecialFunctions.Log(x),
        "tanh" => SpecialFunctions.Tanh(x),
        "erf" => SpecialFunctions.Erf(x),
        "sin" => SpecialFunctions.Sin(x),
        "cos" => SpecialFunctions.Cos(x),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, null),
    };

    public static float Float32(string function, float x)
    {
        var result = new float[Vector512<float>.Count];
        Fill(function, [.. Enumerable.Repeat(x, result.Length)], result);
        return result[0];
    }

    /// <summary>The function of each x, whole vectors at a time as kernels do it.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    public static void Fill<T>(string function, ReadOnlySpan<T> x, Span<T> y)
    {
        var lanes = Vector512<T>.Count;
        switch (function)
        {
            case "exp":
                for (var i = 0; i < x.Length; i += lanes) Exponential.Exp(Vector512.Create(x[i..])).CopyTo(y[i..]);
                break;
            case "tanh":
                for (var i = 0; i < x.Length; i += lanes) Exponential.Tanh(Vector512.Create(x[i..])).CopyTo(y[i..]);
                break;
            case "erf":
                for (var i = 0; i < x.Length; i += lanes) ErrorFunction.Erf(Vector512.Create(x[i..])).CopyTo(y[i..]);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(function), function, null);
        }
    }

    /// <summary>Zeros by their sign; any NaN is like any other.</summary>
    public static bool SameBits(double a, double b) => (double.IsNaN(a) && double.IsNaN(b)) || BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);
}
