using System.Runtime.CompilerServices;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// The processor's rounding and treatment of subnormal numbers are a state of each thread, and a native library may have changed it.
/// </summary>
public static class FloatingPoint
{
    /// <exception cref="InvalidOperationException">This thread does not round to nearest, or takes subnormal numbers for zero.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Require()
    {
        // Kept from the compiler, which would compute them beforehand.
        double smallestNormal = Volatile.Read(ref operands[0]), half = Volatile.Read(ref operands[1]), ulp = Volatile.Read(ref operands[2]);
        var subnormal = smallestNormal * half;
        if (subnormal == 0 || subnormal + subnormal != smallestNormal || 1 + ulp != 1 || -1 - ulp != -1)
            throw new InvalidOperationException("a native library has changed how this thread rounds or treats subnormal numbers");
    }

    private static readonly double[] operands = [2.2250738585072014e-308, 0.5, 1.1102230246251565e-16];
}
