using System.Numerics;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Losses;

/// <summary>−ln softmax(z)[label] = ln Σ exp(z − max) − (z[label] − max); its gradient is softmax(z) less the one-hot label.</summary>
internal readonly unsafe struct CrossEntropyRow<TLoss> : IRowLoss<TLoss>
    where TLoss : unmanaged, IFloatingPointIeee754<TLoss>
{
    public static TLoss Round(TLoss value) => value;

    public static void Round(TLoss* values, int length)
    {
    }

    public static double Evaluate(TLoss* z, int columns, int length, int label, double weight)
    {
        var lanes = Vector512<TLoss>.Count;
        new Span<TLoss>(z + columns, length - columns).Fill(TLoss.NegativeInfinity);

        // A NaN may be passed over here: it comes back with its own exponential.
        var largest = Vector512.Load(z);
        for (var i = lanes; i < length; i += lanes) largest = Lanes.Larger(largest, Vector512.Load(z + i));
        var max = Lanes.Largest(largest);
        var labelled = z[label] - max;

        var sums = Vector512<TLoss>.Zero;
        for (var i = 0; i < length; i += lanes)
        {
            var e = Exponential.Exp(Vector512.Load(z + i) - Vector512.Create(max));
            e.Store(z + i);
            sums += e;
        }

        var sum = Lanes.Fold(sums);
        if (weight != 0)
        {
            var inverse = TLoss.One / sum;
            var share = Lanes.Round<TLoss>(weight);
            var atLabel = ((z[label] * inverse) - TLoss.One) * share;
            for (var i = 0; i < length; i += lanes) (Vector512.Load(z + i) * Vector512.Create(inverse) * Vector512.Create(share)).Store(z + i);
            z[label] = atLabel;
        }

        return Lanes.Widen(Lanes.Round<TLoss>(Logarithm.Log(Lanes.Widen(sum))) - labelled);
    }
}
