using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Kernels;

/// <summary>
/// y = f(x) and dx = f'(x)·dy, element by element. Where f maps 0 to 0, pads stay zero of themselves. Where f' is a function of y, x is not needed again and y may take
/// its place.
/// </summary>
internal sealed unsafe class ActivationKernel<T, TFunction>(Node node) : NodeKernel<T>(node)
    where T : unmanaged
    where TFunction : struct, IActivationFunction
{
    public override bool ForgetsInput => TFunction.ByValue;

    public override bool KeepsValue => TFunction.ByValue;

    public override bool PassesGradient(int index) => true;

    public override void Forward(Workspace<T> workspace)
    {
        nint length = (nint)workspace.Count * Out.Size, lanes = Vector512<T>.Count;
        T* x = workspace.Value(Input(0)), y = workspace.Value(Id);
        for (nint i = 0; i < length; i += lanes) TFunction.Value(Vector512.Load(x + i)).Store(y + i);
        if (!TFunction.KeepsZero) ClearPads(y, workspace.Count * Out.Rows);
    }

    public override void Backward(Workspace<T> workspace)
    {
        if (!Wanted(0)) return;
        nint length = (nint)workspace.Count * Out.Size, lanes = Vector512<T>.Count;
        T* known = workspace.Value(TFunction.ByValue ? Id : Input(0)), dy = workspace.Gradient(Id), dx = workspace.Gradient(Input(0));
        var overwrite = IsFirst(0);
        for (nint i = 0; i < length; i += lanes)
        {
            var gradient = TFunction.Gradient(Vector512.Load(known + i), Vector512.Load(dy + i));
            (overwrite ? gradient : Vector512.Load(dx + i) + gradient).Store(dx + i);
        }
    }

    private void ClearPads(T* y, int rows)
    {
        var pads = Out.Stride - Out.Columns;
        for (nint row = 0; row < rows && pads > 0; row++) Elementwise<T>.Clear(y + (row * Out.Stride) + Out.Columns, pads);
    }
}

/// <summary>A non-linearity on vectors.</summary>
internal interface IActivationFunction
{
    /// <summary>Whether <see cref="Gradient"/> takes y in place of x.</summary>
    static abstract bool ByValue { get; }

    /// <summary>Whether 0 maps to 0.</summary>
    static virtual bool KeepsZero => true;

    static abstract Vector512<T> Value<T>(Vector512<T> x);

    /// <summary>f'·dy, from x or from y.</summary>
    static abstract Vector512<T> Gradient<T>(Vector512<T> known, Vector512<T> dy);
}

internal readonly struct TanhFunction : IActivationFunction
{
    public static bool ByValue => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Value<T>(Vector512<T> x) => Exponential.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Gradient<T>(Vector512<T> y, Vector512<T> dy) => Lanes.MultiplyAdd(-y, y, Vector512<T>.One) * dy;
}

internal readonly struct SquareFunction : IActivationFunction
{
    public static bool ByValue => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Value<T>(Vector512<T> x) => x * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Gradient<T>(Vector512<T> x, Vector512<T> dy) => (x + x) * dy;
}

/// <summary>e^x, its own derivative.</summary>
internal readonly struct ExponentialFunction : IActivationFunction
{
    public static bool ByValue => true;

    public static bool KeepsZero => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Value<T>(Vector512<T> x) => Exponential.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Gradient<T>(Vector512<T> y, Vector512<T> dy) => y * dy;
}

/// <summary>√x; the derivative is 1/(2·√x), and 0 at 0, where it would be infinite.</summary>
internal readonly struct SquareRootFunction : IActivationFunction
{
    public static bool ByValue => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Value<T>(Vector512<T> x) => Vector512.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Gradient<T>(Vector512<T> y, Vector512<T> dy) =>
        Vector512.ConditionalSelect(Vector512.Equals(y, Vector512<T>.Zero), Vector512<T>.Zero, dy / (y + y));
}

/// <summary>x·Φ(x), Φ(x) = (1 + erf(x/√2))/2; the derivative is Φ(x) + x·φ(x).</summary>
internal readonly struct GeluFunction : IActivationFunction
{
    private const double InverseRootTwo = 0.70710678118654752440, InverseRootTwoPi = 0.39894228040143267794;

    public static bool ByValue => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Value<T>(Vector512<T> x) => x * Distribution(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Gradient<T>(Vector512<T> x, Vector512<T> dy)
    {
        var density = Lanes.Broadcast<T>(InverseRootTwoPi) * Exponential.Exp(Lanes.Broadcast<T>(-0.5) * x * x);
        return Lanes.MultiplyAdd(x, density, Distribution(x)) * dy;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Distribution<T>(Vector512<T> x)
    {
        var half = Lanes.Broadcast<T>(0.5);
        return Lanes.MultiplyAdd(half, ErrorFunction.Erf(x * Lanes.Broadcast<T>(InverseRootTwo)), half);
    }
}

/// <summary>x·(1 + tanh(u))/2 with u = √(2/π)·(x + 0.044715·x³).</summary>
internal readonly struct GeluTanhFunction : IActivationFunction
{
    private const double RootTwoOverPi = 0.79788456080286535588, Cubic = 0.044715;

    public static bool ByValue => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Value<T>(Vector512<T> x)
    {
        var half = Lanes.Broadcast<T>(0.5) * x;
        return Lanes.MultiplyAdd(half, Exponential.Tanh(Argument(x)), half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Gradient<T>(Vector512<T> x, Vector512<T> dy)
    {
        var half = Lanes.Broadcast<T>(0.5);
        var tanh = Exponential.Tanh(Argument(x));
        var slope = Lanes.Broadcast<T>(RootTwoOverPi) * Lanes.MultiplyAdd(Lanes.Broadcast<T>(3 * Cubic) * x, x, Vector512<T>.One);
        var bend = half * x * Lanes.MultiplyAdd(-tanh, tanh, Vector512<T>.One) * slope;
        return (Lanes.MultiplyAdd(half, tanh, half) + bend) * dy;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Argument<T>(Vector512<T> x) =>
        Lanes.Broadcast<T>(RootTwoOverPi) * Lanes.MultiplyAdd(Lanes.Broadcast<T>(Cubic) * x * x, x, x);
}

/// <summary>Of <see cref="ActivationOperation"/>.</summary>
internal sealed class ActivationKernel : KernelMaker<ActivationOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) => ((ActivationOperation)node.Operation).Activation switch
    {
        Activation.Relu => new ReluKernel<T>(node, room.IsMarked(node)),
        Activation.Gelu => new ActivationKernel<T, GeluFunction>(node),
        Activation.GeluTanh => new ActivationKernel<T, GeluTanhFunction>(node),
        Activation.Tanh => new ActivationKernel<T, TanhFunction>(node),
        Activation.Square => new ActivationKernel<T, SquareFunction>(node),
        var other => throw new NotSupportedException($"no kernel for the activation {other}"),
    };
}

/// <summary>Of <see cref="ExponentialOperation"/>.</summary>
internal sealed class ExponentialKernel : KernelMaker<ExponentialOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) => new ActivationKernel<T, ExponentialFunction>(node);
}

/// <summary>Of <see cref="SquareRootOperation"/>.</summary>
internal sealed class SquareRootKernel : KernelMaker<SquareRootOperation>
{
    public override NodeKernel<T> Make<T>(Node node, KernelRoom<T> room) => new ActivationKernel<T, SquareRootFunction>(node);
}
