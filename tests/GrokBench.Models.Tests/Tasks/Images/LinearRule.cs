using GrokBench.Models.Tasks;
using MathNet.Numerics.LinearAlgebra;

namespace GrokBench.Models.Tests.Tasks.Images;

/// <summary>Ridge regression on one-hot labels, by MathNet: the best that a linear model does, about.</summary>
internal static class LinearRule
{
    private const double Ridge = 1;

    public static double Accuracy(Dataset dataset)
    {
        var train = Inputs(dataset, "train");
        var labels = dataset["train"].Rows.Select(row => dataset.Examples.Labels[row]).ToArray();
        var targets = Matrix<double>.Build.Dense(labels.Length, 10, (row, column) => labels[row] == column ? 1 : 0);
        var gram = train.TransposeThisAndMultiply(train) + (Ridge * Matrix<double>.Build.DenseIdentity(train.ColumnCount));
        var outputs = Inputs(dataset, "test") * gram.Cholesky().Solve(train.TransposeThisAndMultiply(targets));
        return dataset["test"].Rows.Select((row, i) => outputs.Row(i).MaximumIndex() == dataset.Examples.Labels[row] ? 1.0 : 0.0).Average();
    }

    /// <summary>With a last column of ones.</summary>
    private static Matrix<double> Inputs(Dataset dataset, string split)
    {
        var (rows, width) = (dataset[split].Rows, dataset.Examples.InputWidth);
        return Matrix<double>.Build.Dense(rows.Length, width + 1, (row, column) => column == width ? 1 : dataset.Examples.Inputs[(rows[row] * width) + column]);
    }
}
