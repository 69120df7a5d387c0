namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>A number of registers that the compiler knows, so that what they do not use vanishes.</summary>
internal interface IWidth
{
    static abstract int Count { get; }
}

internal readonly struct Width1 : IWidth
{
    public static int Count => 1;
}

internal readonly struct Width2 : IWidth
{
    public static int Count => 2;
}

internal readonly struct Width3 : IWidth
{
    public static int Count => 3;
}

internal readonly struct Width4 : IWidth
{
    public static int Count => 4;
}

internal readonly struct Width5 : IWidth
{
    public static int Count => 5;
}

internal readonly struct Width6 : IWidth
{
    public static int Count => 6;
}

internal readonly struct Width7 : IWidth
{
    public static int Count => 7;
}

internal readonly struct Width8 : IWidth
{
    public static int Count => 8;
}

internal readonly struct Width9 : IWidth
{
    public static int Count => 9;
}

internal readonly struct Width10 : IWidth
{
    public static int Count => 10;
}
