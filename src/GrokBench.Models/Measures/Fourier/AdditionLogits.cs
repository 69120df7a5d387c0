using GrokBench.Models.Learning;
using GrokBench.Models.Measures.Tables;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.LinearAlgebra;
using GrokBench.Tensors.Maths;

namespace GrokBench.Models.Measures.Fourier;

/// <summary>
/// The logits L[x, y, c] of a network on pairs of integers modulo p, and their part in the directions that adding needs: cos(w(x + y)) and
/// sin(w(x + y)) with w = 2πk/p (Nanda et al. 2023). That part depends on x + y alone, so that the sums of logits over the pairs of equal x
/// + y tell it.
/// </summary>
internal sealed class AdditionLogits
{
    private readonly int p;
    private readonly double[] sums;

    /// <param name="values">p² x p, row x·p + y.</param>
    public AdditionLogits(double[] values, int p)
    {
        (Values, this.p, sums, Means) = (values, p, new double[p * p], new double[p]);
        for (var pair = 0; pair < p * p; pair++)
            DenseVector.AddScaled(1, Row(pair), sums.AsSpan(Sum(pair) * p, p));
        for (var sum = 0; sum < p; sum++) DenseVector.AddScaled(1.0 / (p * p), sums.AsSpan(sum * p, p), Means);
    }

    /// <summary>p² x p, row x·p + y.</summary>
    public double[] Values { get; }

    /// <summary>By c: the mean over all pairs.</summary>
    public double[] Means { get; }

    /// <summary>At the learner's present parameters, of a run without <see cref="ModularTable.AdditionObstacle"/>.</summary>
    public static AdditionLogits Of(NeuralLearner learner)
    {
        var task = ((ITask)learner.Spec.Task.Kind).Shape(learner.Spec.Task);
        return new(PairTap.Logits(learner.Published, task)!.Values(learner), task.Operands);
    }

    /// <summary>Memory of the logits, of their sums and of a few such parts.</summary>
    public static long Bytes(TrainingSpec spec, Graph published, IEngine engine)
    {
        var task = ((ITask)spec.Task.Kind).Shape(spec.Task);
        var logits = PairTap.Logits(published, task)!.Bytes(published, spec, engine);
        return logits + (sizeof(double) * 6L * (task.Operands + 1) * task.Operands);
    }

    /// <summary>Multiply-adds of the logits, of their sums and of such a part for all frequencies.</summary>
    public static double Operations(TrainingSpec spec, Graph published)
    {
        var task = ((ITask)spec.Task.Kind).Shape(spec.Task);
        double p = task.Operands;
        return PairTap.Logits(published, task)!.Operations(published, spec) + (3 * p * p * p);
    }

    /// <summary>(x + y) modulo p of a pair.</summary>
    public int Sum(int pair) => ((pair / p) + (pair % p)) % p;

    public ReadOnlySpan<double> Row(int pair) => Values.AsSpan(pair * p, p);

    /// <summary>
    /// The part of the logits in the directions of some frequencies: p x p, row x + y. It is Σ_k 2/p² Σ_s cos(w_k(x + y - s))·S[s, c] with
    /// S the sums of logits over the p pairs whose sum is s.
    /// </summary>
    public double[] Part(IEnumerable<int> frequencies)
    {
        var weights = new double[p];
        foreach (var k in frequencies)
        {
            for (var t = 0; t < p; t++) weights[t] += 2.0 / ((double)p * p) * Wave(k, t);
        }

        var part = new double[p * p];
        for (var sum = 0; sum < p; sum++)
        {
            for (var other = 0; other < p; other++)
                DenseVector.AddScaled(weights[(sum - other + p) % p], sums.AsSpan(other * p, p), part.AsSpan(sum * p, p));
        }

        return part;
    }

    /// <summary>
    /// Share of the logits' variance, about the mean of all, that the functions cos(w_k(x + y - c)) of some frequencies explain, 0 to 1;
    /// NaN without variance.
    /// </summary>
    public double Explained(IEnumerable<int> frequencies)
    {
        // By d: the sum of all logits with x + y - c = d.
        var byDistance = new double[p];
        var mean = 0.0;
        for (var i = 0; i < sums.Length; i++) byDistance[((i / p) - (i % p) + p) % p] += sums[i];
        foreach (var value in Means) mean += value / p;

        var explained = 0.0;
        foreach (var k in frequencies)
        {
            var product = 0.0;
            for (var d = 0; d < p; d++) product += Wave(k, d) * byDistance[d];

            // The squared norm of cos(w_k(x + y - c)) over all x, y and c is p³/2.
            explained += product * product * 2 / ((double)p * p * p);
        }

        var variance = 0.0;
        foreach (var value in Values) variance += (value - mean) * (value - mean);
        return explained / variance;
    }

    private double Wave(int k, int t) => SpecialFunctions.Cos(2 * Math.PI * ((long)k * t % p) / p);
}
