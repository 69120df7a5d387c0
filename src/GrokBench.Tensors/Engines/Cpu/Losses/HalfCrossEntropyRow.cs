using System.Runtime.Intrinsics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Losses;

/// <summary>
/// Cross-entropy as a chain of binary16 tensor operations would compute it: z − max, exp, sum, ln, the difference of the two, and backward exp of the
/// log probability, times the row's weight, less the weight at the label. Each result is rounded to binary16; the sum by 16 lanes and a tree.
/// </summary>
internal readonly unsafe struct HalfCrossEntropyRow : IRowLoss<float>
{
    public static float Round(float value) => HalfRounding.Nearest(value);

    public static void Round(float* values, int length)
    {
        for (var i = 0; i < length; i += Vector512<float>.Count) HalfRounding.Nearest(Vector512.Load(values + i)).Store(values + i);
    }

    public static double Evaluate(float* z, int columns, int length, int label, double weight)
    {
        var lanes = Vector512<float>.Count;
        new Span<float>(z + columns, length - columns).Fill(float.NegativeInfinity);

        var largest = Vector512.Load(z);
        for (var i = lanes; i < length; i += lanes) largest = Vector512.Max(largest, Vector512.Load(z + i));
        var max = Vector512.Create(Lanes.Largest(largest));

        var sums = Vector512<float>.Zero;
        for (var i = 0; i < length; i += lanes)
        {
            var shifted = HalfRounding.Nearest(Vector512.Load(z + i) - max);
            shifted.Store(z + i);
            sums = HalfRounding.Nearest(sums + HalfRounding.Nearest(Exponential.Exp(shifted)));
        }

        var log = HalfRounding.Nearest((float)Logarithm.Log(HalfRounding.Fold(sums)));
        var loss = HalfRounding.Nearest(log - z[label]);
        if (weight == 0) return loss;

        var share = HalfRounding.Nearest((float)weight);
        for (var i = 0; i < length; i += lanes)
        {
            var probability = HalfRounding.Nearest(Exponential.Exp(HalfRounding.Nearest(Vector512.Load(z + i) - Vector512.Create(log))));
            HalfRounding.Nearest(probability * Vector512.Create(share)).Store(z + i);
        }

        z[label] = HalfRounding.Nearest(z[label] - share);
        return loss;
    }
}
