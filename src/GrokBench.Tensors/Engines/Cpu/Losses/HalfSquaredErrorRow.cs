using System.Runtime.Intrinsics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Engines.Cpu.Losses;

/// <summary>
/// Squared error as a chain of binary16 tensor operations would compute it: square, sum (16 lanes and a tree), quotient by the number of columns,
/// and backward the difference times 2·weight/columns. Each result is rounded to binary16.
/// </summary>
internal readonly unsafe struct HalfSquaredErrorRow : IRowLoss<float>
{
    public static float Round(float value) => HalfRounding.Nearest(value);

    public static void Round(float* values, int length) => HalfCrossEntropyRow.Round(values, length);

    public static double Evaluate(float* differences, int columns, int length, int label, double weight)
    {
        var squares = Vector512<float>.Zero;
        var factor = Vector512.Create(HalfRounding.Nearest((float)(2 * weight / columns)));
        for (var i = 0; i < length; i += Vector512<float>.Count)
        {
            var difference = Vector512.Load(differences + i);
            squares = HalfRounding.Nearest(squares + HalfRounding.Nearest(difference * difference));
            HalfRounding.Nearest(difference * factor).Store(differences + i);
        }

        return HalfRounding.Nearest(HalfRounding.Fold(squares) / HalfRounding.Nearest(columns));
    }
}
