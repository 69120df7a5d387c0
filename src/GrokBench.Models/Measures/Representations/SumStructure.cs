using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.LinearAlgebra;

namespace GrokBench.Models.Measures.Representations;

/// <summary>
/// What a training set of <see cref="IntegerAddition"/> alone says of a representation E_0..E_p-1, before any training (Liu, Kitouni et al. 2022, section 3): two training pairs (i, j) and
/// (m, n) with equal sums ask for the parallelogram E_i + E_j = E_m + E_n. Sums are those of the pairs, whatever the labels.
/// </summary>
internal sealed class SumStructure
{
    /// <summary>A parallelogram is there when the mean over the dimensions of (E_i + E_j - E_m - E_n)² is below it, as in the authors' code; in units of the embeddings' variance.</summary>
    private const double Threshold = 0.01;

    private readonly PairSums sums;
    private readonly bool[] trained;

    /// <param name="train">The training pairs' places, as the examples'.</param>
    public SumStructure(int elements, IEnumerable<int> train)
    {
        Elements = elements;
        sums = new PairSums(elements);
        All = [.. sums.Parallelograms().Select(pair => new Parallelogram(pair.A, pair.B, sums.Pairs[pair.A], sums.Pairs[pair.B]))];
        trained = new bool[sums.Pairs.Length];
        foreach (var row in train) trained[row] = true;
        Asked = [.. All.Where(one => trained[one.A] && trained[one.B])];

        var span = new LinearSpan(elements);
        foreach (var one in Asked) span.Add(one.Row(elements));
        Nullity = elements - span.Rank;
        bool[] implied = [.. All.Select(one => span.Contains(one.Row(elements)))];
        QualityBound = (double)implied.Count(yes => yes) / All.Length;
        AccuracyBound = Reachable(implied);
        Eigenvalue = Nullity > 2 ? 0 : ThirdEigenvalue();
    }

    public int Elements { get; }

    /// <summary>P0: the parallelograms of a representation that is linear in the numbers.</summary>
    public Parallelogram[] All { get; }

    /// <summary>P0(D): those between two training pairs.</summary>
    public Parallelogram[] Asked { get; }

    /// <summary>Dimensions of the representations that have all parallelograms of <see cref="Asked"/>; 2 where these leave a shift and a scale alone.</summary>
    public int Nullity { get; }

    /// <summary>Share of <see cref="All"/> that follows from <see cref="Asked"/>, P(D) over P0.</summary>
    public double QualityBound { get; }

    /// <summary>Share of all pairs that train, or have a parallelogram of P(D) with a training pair.</summary>
    public double AccuracyBound { get; }

    /// <summary>
    /// λ₃, the third smallest eigenvalue of H = 2·Σ r·rᵀ/|P0(D)|, r the rows of <see cref="Asked"/>: the second derivatives of the effective theory's l₀. The first two are 0, for shift and scale; so is
    /// this one where <see cref="Nullity"/> is above 2.
    /// </summary>
    public double Eigenvalue { get; }

    /// <summary>That of a learner, found once.</summary>
    public static SumStructure Of(NeuralLearner learner) => learner.Once(
        "sum-structure", one => new SumStructure(one.Spec.Task.Integer("elements"), one.Dataset["train"].Rows));

    /// <summary>Of p elements: the parallelograms, of which there are fewer than p³/8, with what is made of them on the way.</summary>
    public static long Bytes(int elements) => ((long)elements * elements * elements / 8 * 32 * sizeof(double)) + (8L * sizeof(double) * elements * elements);

    /// <summary>Which parallelograms of <see cref="All"/> embeddings have, once standardised; null where they are constant or not finite.</summary>
    /// <param name="embeddings">elements x width, row-major.</param>
    public bool[]? Present(double[] embeddings)
    {
        var (width, scaled) = (embeddings.Length / Elements, EmbeddingTable.Standardised(embeddings, Elements));
        return scaled.All(double.IsFinite) ? [.. All.Select(one => one.SquaredGap(scaled, width) < Threshold)] : null;
    }

    /// <summary>l₀/Z₀ of the effective theory: the mean over <see cref="Asked"/> of |E_i + E_j - E_m - E_n|², over Σ|E_k|² of the centred embeddings. Not a number where nothing is asked.</summary>
    public double EffectiveLoss(double[] embeddings)
    {
        var (width, gaps, size) = (embeddings.Length / Elements, 0.0, 0.0);
        foreach (var one in Asked) gaps += width * one.SquaredGap(embeddings, width);
        foreach (var value in EmbeddingTable.Centred(embeddings, Elements)) size += value * value;
        return gaps / Asked.Length / size;
    }

    /// <summary>Share of all pairs that train, or have a parallelogram with a training pair.</summary>
    /// <param name="present">Of <see cref="All"/>, in order.</param>
    public double Reachable(ReadOnlySpan<bool> present)
    {
        var right = (bool[])trained.Clone();
        for (var i = 0; i < All.Length; i++)
        {
            if (!present[i]) continue;
            right[All[i].A] |= trained[All[i].B];
            right[All[i].B] |= trained[All[i].A];
        }

        return (double)right.Count(yes => yes) / right.Length;
    }

    private double ThirdEigenvalue()
    {
        var h = new double[Elements * Elements];
        foreach (var one in Asked)
        {
            var row = one.Row(Elements);
            foreach (var i in one.Members)
            {
                foreach (var j in one.Members) h[(i * Elements) + j] += 2 * row[i] * row[j] / Asked.Length;
            }
        }

        return SymmetricEigen.Decompose(h, Elements).Values[2];
    }
}

/// <summary>Two different pairs (i, j) and (m, n) with equal sums.</summary>
/// <param name="A">Place of the first pair among all.</param>
internal sealed record Parallelogram(int A, int B, (int I, int J) First, (int M, int N) Second)
{
    /// <summary>The elements, each once.</summary>
    public IEnumerable<int> Members => new[] { First.I, First.J, Second.M, Second.N }.Distinct();

    /// <summary>What each element counts: the product with the embeddings is E_i + E_j - E_m - E_n.</summary>
    public double[] Row(int elements)
    {
        var row = new double[elements];
        row[First.I]++;
        row[First.J]++;
        row[Second.M]--;
        row[Second.N]--;
        return row;
    }

    /// <summary>(E_i + E_j - E_m - E_n)², mean over the dimensions.</summary>
    /// <param name="embeddings">elements x width, row-major.</param>
    public double SquaredGap(double[] embeddings, int width)
    {
        var sum = 0.0;
        for (var d = 0; d < width; d++)
        {
            var gap = At(First.I) + At(First.J) - At(Second.M) - At(Second.N);
            sum += gap * gap;

            double At(int element) => embeddings[(element * width) + d];
        }

        return sum / width;
    }
}
