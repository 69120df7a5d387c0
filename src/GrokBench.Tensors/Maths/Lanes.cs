using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GrokBench.Tensors.Maths;

/// <summary>
/// What the framework's vectors lack for a generic element type T, float or double. The tests of T are constants when compiled, and vanish.
/// </summary>
internal static class Lanes
{
    /// <summary>a·b + c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c) =>
        typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    /// <inheritdoc cref="MultiplyAdd{T}(Vector512{T}, Vector512{T}, Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd<T>(Vector256<T> a, Vector256<T> b, Vector256<T> c) =>
        typeof(T) == typeof(float)
            ? Vector256.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : Vector256.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    /// <inheritdoc cref="MultiplyAdd{T}(Vector512{T}, Vector512{T}, Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyAdd<T>(Vector128<T> a, Vector128<T> b, Vector128<T> c) =>
        typeof(T) == typeof(float)
            ? Vector128.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : Vector128.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    /// <inheritdoc cref="MultiplyAdd{T}(Vector512{T}, Vector512{T}, Vector512{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MultiplyAdd<T>(T a, T b, T c) =>
        typeof(T) == typeof(float)
            ? (T)(object)MathF.FusedMultiplyAdd((float)(object)a!, (float)(object)b!, (float)(object)c!)
            : (T)(object)Math.FusedMultiplyAdd((double)(object)a!, (double)(object)b!, (double)(object)c!);

    /// <summary>x, or the bound that it exceeds; NaN stays. A comparison and a choice each, where the framework's Min and Max take six instructions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Clamp<T>(Vector512<T> x, Vector512<T> least, Vector512<T> most)
    {
        x = Vector512.ConditionalSelect(Vector512.GreaterThan(x, most), most, x);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, least), least, x);
    }

    /// <summary>b where it is larger, else a: of a NaN and a number it may be either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Larger<T>(Vector512<T> a, Vector512<T> b) => Vector512.ConditionalSelect(Vector512.GreaterThan(b, a), b, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Broadcast<T>(double value) =>
        typeof(T) == typeof(float) ? Vector512.Create((float)value).As<float, T>() : Vector512.Create(value).As<double, T>();

    /// <summary>The nearest T.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Round<T>(double value) => typeof(T) == typeof(float) ? (T)(object)(float)value : (T)(object)value;

    /// <summary>The nearest T of each value.</summary>
    public static unsafe void Round<T>(ReadOnlySpan<double> values, T* target)
        where T : unmanaged
    {
        var i = 0;
        fixed (double* source = values)
        {
            for (; typeof(T) == typeof(float) && i + Vector512<float>.Count <= values.Length; i += Vector512<float>.Count)
                Vector512.Narrow(Vector512.Load(source + i), Vector512.Load(source + i + Vector512<double>.Count)).Store((float*)target + i);
        }

        for (; i < values.Length; i++) target[i] = Round<T>(values[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Widen<T>(T value) => typeof(T) == typeof(float) ? (float)(object)value! : (double)(object)value!;

    /// <summary>
    /// The sum of all lanes by a fixed tree: halves are added, then halves of that, until one lane is left. The framework's own sum
    /// leaves its order open.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold<T>(Vector512<T> lanes)
    {
        var four = lanes.GetLower() + lanes.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        if (typeof(T) == typeof(double)) return (T)(object)(two.AsDouble()[0] + two.AsDouble()[1]);
        var singles = two.AsSingle();
        return (T)(object)((singles[0] + singles[2]) + (singles[1] + singles[3]));
    }

    /// <summary>The largest lane; NaN when any lane is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest<T>(Vector512<T> lanes)
    {
        var four = Vector256.Max(lanes.GetLower(), lanes.GetUpper());
        var two = Vector128.Max(four.GetLower(), four.GetUpper());
        if (typeof(T) == typeof(double)) return (T)(object)Math.Max(two.AsDouble()[0], two.AsDouble()[1]);
        var singles = two.AsSingle();
        return (T)(object)MathF.Max(MathF.Max(singles[0], singles[2]), MathF.Max(singles[1], singles[3]));
    }
}
