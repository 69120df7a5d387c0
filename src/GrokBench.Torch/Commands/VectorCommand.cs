using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>What a <see cref="VectorCommand"/> does; a is its first vector and becomes the result, b, c and d are the others.</summary>
internal enum VectorOperation
{
    /// <summary>a ← 0.</summary>
    Clear,

    /// <summary>a ← b.</summary>
    Assign,

    /// <summary>a ← s₀·a.</summary>
    Scale,

    /// <summary>a ← a + s₀·b.</summary>
    AddScaled,

    /// <summary>a ← a + s₀·(exp(s₁·b) - 1).</summary>
    AddScaledGrowth,

    /// <summary>a ← a - s₀·(b + s₁·a).</summary>
    Descend,

    /// <summary>c ← s₀·c + s₁·b; d ← s₂·d + s₃·b²; a ← s₆·a - s₄·c / (√(d·s₇) + s₅).</summary>
    Adam,
}

/// <summary>Elementwise work on the same elements of some vectors, in place, with scalars of each run's own.</summary>
/// <param name="vectors">Numbers of a, b, c and d, as many as the operation has.</param>
internal sealed class VectorCommand(int run, VectorOperation operation, int[] vectors, int start, int count, params double[] scalars) : Command(run)
{
    public override object Key { get; } = (operation, string.Join(',', vectors), start, count);

    private double[] OwnScalars => scalars;

    public override void Execute(StackMemory memory, IReadOnlyList<Command> group)
    {
        Tensor Part(int i) => memory.Part(vectors[i], start, count);

        var a = Part(0);
        var s = scalars.Length == 0 ? [] : memory.ScalarsOf(group, command => ((VectorCommand)command).OwnScalars);
        if (operation != VectorOperation.Adam)
        {
            var result = operation switch
            {
                VectorOperation.Clear => zeros_like(a),
                VectorOperation.Assign => Part(1),
                VectorOperation.Scale => a.mul(s[0]),
                VectorOperation.AddScaled => a.Plus(s[0].mul(Part(1))),
                VectorOperation.AddScaledGrowth => a.Plus(s[0].mul(s[1].mul(Part(1)).exp().sub(Scalars.Of(1.0)))),
                VectorOperation.Descend => a.sub(s[0].mul(Part(1).Plus(s[1].mul(a)))),
                _ => throw new NotSupportedException($"no {operation} on this engine"),
            };
            memory.Assign(a, result, group);
            return;
        }

        var (gradient, first, second) = (Part(1), Part(2), Part(3));
        memory.Assign(first, s[0].mul(first).Plus(s[1].mul(gradient)), group);
        memory.Assign(second, s[2].mul(second).Plus(s[3].mul(gradient).mul(gradient)), group);
        var root = second.mul(s[7]).sqrt().Plus(s[5]);
        memory.Assign(a, s[6].mul(a).sub(s[4].mul(first).div(root)), group);
    }
}
