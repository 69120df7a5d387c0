using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GrokBench.Tensors.LinearAlgebra;
using GrokBench.Tensors.Maths;

namespace GrokBench.Models.GaussianProcesses;

/// <summary>
/// The squared exponential kernel k(x, x') = s·exp(-½ Σ_d (x_d - x'_d)²/ℓ_d²) on the training inputs, with one length scale for all dimensions or one for each
/// (automatic relevance determination).
/// </summary>
internal sealed class RadialBasisKernel
{
    private readonly double[] inverse;

    /// <summary>Inputs by dimension, as they are and divided by the length scale, each padded with zeros to whole vectors.</summary>
    private readonly double[][] columns, scaled;
    private readonly double[] line;

    /// <param name="inputs">Rows x dimensions, row-major.</param>
    public RadialBasisKernel(double[] inputs, int dimensions)
    {
        Rows = inputs.Length / dimensions;
        var padded = Padded(Rows);
        inverse = new double[dimensions];
        columns = [.. Enumerable.Range(0, dimensions).Select(d => Enumerable.Range(0, padded).Select(i => i < Rows ? inputs[(i * dimensions) + d] : 0).ToArray())];
        scaled = [.. columns.Select(_ => new double[padded])];
        line = new double[padded];
    }

    public int Rows { get; }

    public double Scale { get; private set; }

    public int Dimensions => inverse.Length;

    /// <param name="lengthScales">One, or one per dimension.</param>
    /// <param name="scale">s, the variance of the function's values.</param>
    public void Set(ReadOnlySpan<double> lengthScales, double scale)
    {
        Scale = scale;
        for (var d = 0; d < Dimensions; d++)
        {
            inverse[d] = 1 / lengthScales[lengthScales.Length == 1 ? 0 : d];
            for (var i = 0; i < Rows; i++) scaled[d][i] = columns[d][i] * inverse[d];
        }
    }

    /// <summary>The kernel matrix on and below the diagonal; the rest is left alone.</summary>
    public void Fill(Matrix matrix)
    {
        var point = new double[Dimensions];
        for (var i = 0; i < Rows; i++)
        {
            for (var d = 0; d < Dimensions; d++) point[d] = scaled[d][i];
            Against(point, matrix.Row(i)[..(i + 1)]);
        }
    }

    /// <summary>The kernel between every training input and other points.</summary>
    /// <param name="inputs">Points x dimensions, row-major.</param>
    /// <param name="result">Training rows x points.</param>
    public void Cross(ReadOnlySpan<double> inputs, Matrix result)
    {
        var (point, values) = (new double[Dimensions], new double[Rows]);
        for (var j = 0; j < result.Columns; j++)
        {
            for (var d = 0; d < Dimensions; d++) point[d] = inputs[(j * Dimensions) + d] * inverse[d];
            Against(point, values);
            for (var i = 0; i < Rows; i++) result[i, j] = values[i];
        }
    }

    /// <summary>
    /// The gradient of a function of the kernel matrix K in the logarithms of the length scales and of the output scale, from its derivative G by K (as if every element
    /// were free): Σ_ij G_ij·K_ij·(x_id - x_jd)²/ℓ_d², summed over the dimensions where they share a length scale, and Σ_ij G_ij·K_ij.
    /// </summary>
    /// <param name="derivative">G; symmetric, its lower triangle is read.</param>
    /// <param name="kernel">K without anything that was added to its diagonal; its lower triangle is read.</param>
    /// <param name="lengthScales">One, or one per dimension.</param>
    public double Gradient(Matrix derivative, Matrix kernel, Span<double> lengthScales)
    {
        var sums = new Vector512<double>[Dimensions];
        var (offDiagonal, diagonal) = (0.0, 0.0);
        for (var i = 0; i < Rows; i++)
        {
            var g = derivative.Row(i);
            var k = kernel.Row(i);
            line.AsSpan(0, Padded(i)).Clear();
            for (var j = 0; j < i; j++)
            {
                line[j] = g[j] * k[j];
                offDiagonal += line[j];
            }

            diagonal += g[i] * k[i];
            var weights = MemoryMarshal.Cast<double, Vector512<double>>(line.AsSpan(0, Padded(i)));
            for (var d = 0; d < sums.Length; d++)
            {
                var (x, sum) = (Vector512.Create(scaled[d][i]), sums[d]);
                var others = MemoryMarshal.Cast<double, Vector512<double>>(scaled[d]);
                for (var j = 0; j < weights.Length; j++)
                {
                    var difference = x - others[j];
                    sum = Vector512.FusedMultiplyAdd(weights[j] * difference, difference, sum);
                }

                sums[d] = sum;
            }
        }

        lengthScales.Clear();
        for (var d = 0; d < sums.Length; d++) lengthScales[lengthScales.Length == 1 ? 0 : d] += 2 * Folded(sums[d]);
        return diagonal + (2 * offDiagonal);
    }

    /// <summary>The kernel between a point, divided by the length scales, and the first training inputs.</summary>
    private void Against(ReadOnlySpan<double> point, Span<double> values)
    {
        var distances = MemoryMarshal.Cast<double, Vector512<double>>(line.AsSpan(0, Padded(values.Length)));
        distances.Clear();
        for (var d = 0; d < point.Length; d++)
        {
            var x = Vector512.Create(point[d]);
            var others = MemoryMarshal.Cast<double, Vector512<double>>(scaled[d]);
            for (var j = 0; j < distances.Length; j++)
            {
                var difference = x - others[j];
                distances[j] = Vector512.FusedMultiplyAdd(difference, difference, distances[j]);
            }
        }

        foreach (ref var distance in distances) distance *= Vector512.Create(-0.5);
        var exponentials = line.AsSpan(0, Padded(values.Length));
        SpecialFunctions.Exp(exponentials);
        for (var j = 0; j < values.Length; j++) values[j] = Scale * exponentials[j];
    }

    /// <summary>The lanes by a fixed tree: halves are added, then halves of that.</summary>
    private static double Folded(Vector512<double> lanes)
    {
        var four = lanes.GetLower() + lanes.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    private static int Padded(int count) => (count + Vector512<double>.Count - 1) / Vector512<double>.Count * Vector512<double>.Count;
}
