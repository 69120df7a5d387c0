using System.Numerics;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Losses;

/// <summary>Mean of the squared differences d²; the gradient is 2·d/columns.</summary>
internal readonly unsafe struct SquaredErrorRow<TLoss> : IRowLoss<TLoss>
    where TLoss : unmanaged, IFloatingPointIeee754<TLoss>
{
    public static TLoss Round(TLoss value) => value;

    public static void Round(TLoss* values, int length)
    {
    }

    public static double Evaluate(TLoss* differences, int columns, int length, int label, double weight)
    {
        var lanes = Vector512<TLoss>.Count;
        var squares = Vector512<TLoss>.Zero;
        var factor = Lanes.Broadcast<TLoss>(2 * weight / columns);
        for (var i = 0; i < length; i += lanes)
        {
            var difference = Vector512.Load(differences + i);
            squares = Lanes.MultiplyAdd(difference, difference, squares);
            (difference * factor).Store(differences + i);
        }

        return Lanes.Widen(Lanes.Fold(squares) / Lanes.Round<TLoss>(columns));
    }
}
