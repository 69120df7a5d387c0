namespace GrokBench.Tensors.Tests.Maths;

/// <summary>The largest errors, in units in the last place, that docs/determinism.md states. A test holds this table against that page.</summary>
internal static class StatedErrors
{
    public static double Float64(string function) => function switch
    {
        "tanh" => 2.75,
        "erf" => 1.1,
        "sin" or "cos" => 1.5,
        _ => 1,
    };

    public static double Float32(string function) => function switch
    {
        "exp" => 1,
        "tanh" => 2.5,
        "erf" => 1.5,
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, null),
    };
}
