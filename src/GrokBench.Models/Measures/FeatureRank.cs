using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.LinearAlgebra;
using GrokBench.Tensors.Maths;

namespace GrokBench.Models.Measures;

/// <summary>
/// Rank of each layer's features (<see cref="LayerFeatures"/>) on the test split (Fan et al. 2024): how many eigenvalues of their covariance exceed a tolerance times the largest.
/// Singular values of the centred features are taken instead of those of the covariance, so that their squares are right far below rounding errors of the largest. Tolerances: PyTorch's default, the width times the precision's rounding unit; 10⁻⁶; 10⁻³.
/// <c>effective</c> is the exponential of the entropy of the eigenvalues' shares. <c>tunnel</c> counts the hidden layers whose rank is below three quarters of their
/// width, as Fan et al. call a layer of 400 with a rank below 300 a part of the tunnel.
/// </summary>
public sealed class FeatureRank : NeuralMeasure
{
    private const string Effective = "effective", Tunnel = "tunnel";

    /// <summary>Relative to the largest eigenvalue, with the part of the series' name that tells them; the default's is empty.</summary>
    private static readonly ImmutableArray<(string Part, double Value)> Tolerances = [("1e-6/", 1e-6), ("1e-3/", 1e-3)];

    public override string Name => "feature-rank";

    public override int Version => 1;

    public override string Summary => "Rank of every layer's outputs on the test split, by several tolerances, and the length of the tunnel.";

    public override ImmutableArray<string> Series(TrainingSpec spec)
    {
        var layers = LayerFeatures.Layers(Published(spec));
        string[] parts = ["", .. Tolerances.Select(tolerance => tolerance.Part)];
        return
        [
            .. layers.SelectMany(layer => parts.Append($"{Effective}/").Select(part => $"{Name}/{part}{layer.Name}")),
            .. parts.Select(part => $"{Name}/{part}{Tunnel}"),
        ];
    }

    public override double Operations(TrainingSpec spec)
    {
        var task = Task(spec);
        double examples = task.Examples - task.TrainingExamples;

        // A factorisation, and ten sweeps over all pairs of rows.
        return (Parameters(spec).Count * examples)
            + LayerFeatures.Layers(Published(spec)).Sum(layer => ((double)layer.Width * layer.Width * examples) + (10.0 * 4 * layer.Width * layer.Width * layer.Width));
    }

    /// <summary>The observed model, and of the widest layer: its features, centred and scaled, and the triangle that has their singular values.</summary>
    public override long Bytes(TrainingSpec spec, IEngine engine)
    {
        var task = Task(spec);
        long width = LayerFeatures.Layers(Published(spec)).Max(layer => layer.Width);
        return ObservedModel.Bytes(Published(spec), spec, engine) + (sizeof(double) * ((3 * width * (task.Examples - task.TrainingExamples)) + (2 * width * width)));
    }

    protected override string? NeuralObstacle(TrainingSpec spec) => LayerFeatures.Obstacle(Published(spec), Task(spec));

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var rows = learner.Dataset["test"].Rows;
        var layers = LayerFeatures.Layers(learner.Published);
        var rounding = learner.Program.Precision == Precision.Float32 ? 1.0 / (1 << 23) : 1.0 / (1L << 52);
        var tunnel = new int[Tolerances.Length + 1];
        var next = 0;
        foreach (var (number, layer) in layers.Index())
        {
            var width = layer.Width;
            var variances = Variances(LayerFeatures.Of(learner, layer, rows), rows.Length, width);
            double[] tolerances = [width * rounding, .. Tolerances.Select(tolerance => tolerance.Value)];
            for (var i = 0; i < tolerances.Length; i++)
            {
                var rank = Rank(variances, tolerances[i]);
                values[next++] = rank;
                if (number < layers.Length - 1 && 4 * rank < 3 * width) tunnel[i]++;
            }

            values[next++] = EffectiveRank(variances);
        }

        foreach (var length in tunnel) values[next++] = length;
    }

    /// <summary>
    /// Eigenvalues of the features' covariance, in descending order, relative to the largest; empty where a feature is not finite.
    /// </summary>
    /// <param name="features">rows x width, example by example.</param>
    internal static double[] Variances(double[] features, int rows, int width)
    {
        if (rows == 0 || !features.All(double.IsFinite)) return [];
        var columns = new double[features.Length];
        for (var j = 0; j < width; j++)
        {
            // A mean of the distances from the first row: large means leave no rounding errors of their own.
            var (first, sum) = (features[j], 0.0);
            for (var i = 0; i < rows; i++) sum += features[(i * width) + j] - first;
            var mean = sum / rows;
            for (var i = 0; i < rows; i++) columns[(j * rows) + i] = features[(i * width) + j] - first - mean;
        }

        var singular = SingularValues.Of(columns, rows, width);
        return [.. singular.Select(value => singular[0] == 0 ? 0 : value / singular[0] * (value / singular[0]))];
    }

    /// <param name="variances">Relative to the largest. NaN where there are none.</param>
    internal static double Rank(double[] variances, double tolerance) => variances.Length == 0 ? double.NaN : variances.Count(variance => variance > tolerance);

    /// <summary>0 where the features never change.</summary>
    internal static double EffectiveRank(double[] variances)
    {
        if (variances.Length == 0) return double.NaN;
        if (variances[0] == 0) return 0;
        var (sum, entropy) = (0.0, 0.0);
        foreach (var variance in variances) sum += variance;
        foreach (var variance in variances.Where(variance => variance > 0)) entropy -= variance / sum * SpecialFunctions.Log(variance / sum);
        return SpecialFunctions.Exp(entropy);
    }
}
