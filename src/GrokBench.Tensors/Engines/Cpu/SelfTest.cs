using System.Security.Cryptography;
using GrokBench.Tensors.LinearAlgebra;
using GrokBench.Tensors.Maths;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Engines.Cpu;

/// <summary>
/// Hashes what small programs compute (<see cref="ProgramSelfTest"/>), every function of one number and the linear algebra: two builds with the same fingerprint compute the same.
/// </summary>
internal static class SelfTest
{
    public static string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ProgramSelfTest.Append(
            hash, (graph, precision, count) => precision == Precision.Float32 ? new CpuProgram<float>(graph, count, 1) : new CpuProgram<double>(graph, count, 1));
        Functions(hash);
        LinearAlgebra(hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static void Functions(IncrementalHash hash)
    {
        for (var i = -64; i <= 64; i++)
        {
            var x = i * 0.37;
            ProgramSelfTest.Append(hash, SpecialFunctions.Exp(x));
            ProgramSelfTest.Append(hash, SpecialFunctions.Tanh(x));
            ProgramSelfTest.Append(hash, SpecialFunctions.Erf(x / 8));
            ProgramSelfTest.Append(hash, SpecialFunctions.Log(x + 24));
            ProgramSelfTest.Append(hash, SpecialFunctions.Sin(x * 100));
            ProgramSelfTest.Append(hash, SpecialFunctions.Cos(x * 100));
            ProgramSelfTest.Append(hash, SpecialFunctions.Sin(x * 1e30));
            ProgramSelfTest.Append(hash, SpecialFunctions.Cos(x * 1e30));
            ProgramSelfTest.Append(hash, SpecialFunctions.Power(0.98, i));
            ProgramSelfTest.Append(hash, NormalQuantile.At((i + 64.5) / 129));
            ProgramSelfTest.Append(hash, SpecialFunctions.LogOnePlus((i + 64.5) / 60));
            var (logCumulative, slope) = NormalDistribution.LogCumulative(x);
            ProgramSelfTest.Append(hash, logCumulative);
            ProgramSelfTest.Append(hash, slope);
        }
    }

    /// <summary>A few rows more than a block of what factorises and solves.</summary>
    private static void LinearAlgebra(IncrementalHash hash)
    {
        const int size = 70;
        var draws = new RandomStream(7, "linear-algebra");
        using var algebra = new DenseAlgebra(threads: 1);
        using var square = new Matrix(size, size);
        using var positive = new Matrix(size, size);
        using var factor = new Matrix(size, size);
        using var solved = new Matrix(size, size);
        for (var i = 0; i < size * size; i++) square[i / size, i % size] = draws.Normal((ulong)i);
        algebra.SymmetricProduct(square, positive);
        for (var i = 0; i < size; i++) positive[i, i] += size;
        factor.CopyFrom(positive);
        if (algebra.Factorise(factor) is not null) throw new InvalidOperationException("a positive definite matrix does not factorise");
        solved.CopyFrom(square);
        algebra.SolveLower(factor, solved);
        algebra.SolveLowerTransposed(factor, solved);
        algebra.Multiply(positive, solved, square);
        algebra.SolveBothSides(factor, positive);
        foreach (var matrix in new[] { factor, solved, square, positive })
        {
            for (var i = 0; i < size * size; i++) ProgramSelfTest.Append(hash, matrix[i / size, i % size]);
        }

        var symmetric = Enumerable.Range(0, 12 * 12).Select(i => draws.Normal(9000 + (ulong)(Math.Min(i / 12, i % 12) * 12) + (ulong)Math.Max(i / 12, i % 12))).ToArray();
        var (values, vectors) = SymmetricEigen.Decompose(symmetric, 12);
        foreach (var value in values.Concat(vectors)) ProgramSelfTest.Append(hash, value);
    }
}
