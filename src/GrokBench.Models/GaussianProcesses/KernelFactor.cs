using GrokBench.Tensors.LinearAlgebra;

namespace GrokBench.Models.GaussianProcesses;

/// <summary>
/// The Cholesky factor of a kernel matrix. A matrix that will not factorise is tried again with 10⁻⁶ of its mean diagonal added to the diagonal, then with ten times that, and
/// so on, <see cref="Attempts"/> times in all.
/// </summary>
internal static class KernelFactor
{
    public const int Attempts = 5;

    private const double FirstShare = 1e-6;

    /// <param name="matrix">Its lower triangle is read.</param>
    /// <param name="diagonal">Added to its diagonal in any case.</param>
    /// <param name="factor">Of the same size; its content is lost where there is no factor.</param>
    /// <returns>Null, or why there is no factor.</returns>
    public static string? Factorise(DenseAlgebra algebra, Matrix matrix, double diagonal, Matrix factor)
    {
        var (mean, share) = (0.0, 0.0);
        for (var i = 0; i < matrix.Rows; i++) mean += matrix[i, i];
        mean = (mean / matrix.Rows) + diagonal;
        int? failed = null;
        for (var attempt = 0; attempt <= Attempts; attempt++)
        {
            factor.CopyFrom(matrix);
            for (var i = 0; i < matrix.Rows; i++) factor[i, i] += diagonal + (share * mean);
            if ((failed = algebra.Factorise(factor)) is null) return null;
            if (!(mean > 0 && double.IsFinite(mean))) return FormattableString.Invariant($"the kernel matrix has a mean diagonal of {mean}, where a positive number is expected");
            share = share == 0 ? FirstShare : 10 * share;
        }

        return FormattableString.Invariant($"the kernel matrix is not positive definite (row {failed}), not even with {share / 10:G2} of its mean diagonal added to the diagonal");
    }
}
