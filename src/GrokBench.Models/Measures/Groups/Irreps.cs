using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures.Tables;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures.Groups;

/// <summary>
/// By which irreducible representations ρ of its group a network computes (Chughtai et al. 2023). A key one has at least 2 % of the logits'
/// variance on its character: on functions of abc⁻¹ in ρ's part that are the same on conjugates, c being the answer; variance is over all
/// pairs and answers, less each pair's mean. <c>/count</c> is the number of key ones and <c>/set</c> the sum of 2^i over them, i counting
/// all but the trivial one from 0; <c>/logits</c> is what they have of the logits' variance together, and <c>/hidden</c> of the last hidden
/// layer's variance over all pairs on matrix elements of ρ(a), ρ(b) and ρ(ab), of which <c>/product</c> counts ρ(ab) alone. Over the real
/// numbers, see <see cref="RealIrreps"/>.
/// </summary>
public sealed class Irreps : NeuralMeasure
{
    private const double LeastShare = 0.02;

    /// <summary>So many bits has a number of <c>/set</c>.</summary>
    private const int MostIrreps = 53;

    public override string Name => "irreps";

    public override int Version => 1;

    public override string Summary => "Irreducible representations that logits and hidden units of a network on a group's table use.";

    public override ImmutableArray<string> Series(TrainingSpec spec) =>
        [$"{Name}/count", $"{Name}/set", $"{Name}/logits", $"{Name}/hidden", $"{Name}/product"];

    public override double Operations(TrainingSpec spec)
    {
        var (published, task) = (Published(spec), Task(spec));
        var (logits, hidden) = (PairTap.Logits(published, task)!, PairTap.HiddenUnits(published)!);
        double n = task.Operands;
        return logits.Operations(published, spec) + hidden.Operations(published, spec) + (n * n * n)
            + (3 * n * n * hidden.Width * 2);
    }

    public override long Bytes(TrainingSpec spec, IEngine engine)
    {
        var (published, task) = (Published(spec), Task(spec));
        long n = task.Operands;
        var tables = PairTap.Logits(published, task)!.Bytes(published, spec, engine) + PairTap.HiddenUnits(published)!.Bytes(published, spec, engine);
        return tables + (n * n * (sizeof(int) + (3 * sizeof(double))));
    }

    protected override string? NeuralObstacle(TrainingSpec spec)
    {
        if (GroupTables.Obstacle(spec) is { } obstacle) return obstacle;
        if (PairTap.Logits(Published(spec), Task(spec)) is null || PairTap.HiddenUnits(Published(spec)) is null)
            return "the model has no hidden layer, or no logit for each element";
        return RealIrreps.Of(GroupTables.Group(spec)).Count <= MostIrreps
            ? null
            : FormattableString.Invariant($"the group has more than {MostIrreps} representations");
    }

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var task = ((ITask)learner.Spec.Task.Kind).Shape(learner.Spec.Task);
        var (group, irreps) = learner.Once(Name, one =>
        {
            var found = GroupTables.Group(one.Spec);
            return (found, RealIrreps.Of(found));
        });

        var shares = LogitShares(PairTap.Logits(learner.Published, task)!.Values(learner), group, irreps);
        if (shares.Any(double.IsNaN))
        {
            values.Fill(double.NaN);
            return;
        }

        var units = PairTap.HiddenUnits(learner.Published)!;
        var (sums, products) = HiddenShares(units.Values(learner), units.Width, group, irreps);
        values.Clear();
        for (var i = 1; i < irreps.Count; i++)
        {
            if (shares[i] < LeastShare) continue;
            values[0]++;
            values[1] += 1L << (i - 1);
            values[2] += shares[i];
            values[3] += sums[i] + products[i];
            values[4] += products[i];
        }
    }

    /// <summary>By representation: the share of the variance on its character; NaN without variance, and where a logit is not finite.</summary>
    private static double[] LogitShares(double[] logits, FiniteGroup group, RealIrreps irreps)
    {
        var n = group.Order;
        var (means, total) = (new double[n], 0.0);
        for (var pair = 0; pair < n * n; pair++)
        {
            var row = logits.AsSpan(pair * n, n);
            var mean = 0.0;
            foreach (var logit in row) mean += logit;
            mean /= n;
            var product = group.Product(pair / n, pair % n);
            for (var c = 0; c < n; c++)
            {
                var deviation = row[c] - mean;
                total += deviation * deviation;
                means[group.Product(product, group.Inverses[c])] += deviation / (n * n);
            }
        }

        var shares = new double[irreps.Count];
        for (var i = 0; i < shares.Length; i++)
        {
            // p's square norm is its value at the identity.
            var (projection, along) = (irreps.Projections[i], 0.0);
            for (var g = 0; g < n; g++) along += projection[g] * means[g];
            shares[i] = n * n * along * along / (projection[0] * total);
        }

        return shares;
    }

    /// <summary>By representation: shares of the variance of all units on functions of one operand, and of the product.</summary>
    private static (double[] Operands, double[] Products) HiddenShares(double[] hidden, int width, FiniteGroup group, RealIrreps irreps)
    {
        var n = group.Order;
        var (operands, products, total) = (new double[irreps.Count], new double[irreps.Count], 0.0);
        for (var unit = 0; unit < width; unit++)
        {
            var (first, second, product, mean) = (new double[n], new double[n], new double[n], 0.0);
            for (var pair = 0; pair < n * n; pair++) mean += hidden[(pair * width) + unit];
            mean /= n * n;
            for (var pair = 0; pair < n * n; pair++)
            {
                var deviation = hidden[(pair * width) + unit] - mean;
                total += deviation * deviation;
                first[pair / n] += deviation / n;
                second[pair % n] += deviation / n;
                product[group.Product(pair / n, pair % n)] += deviation / n;
            }

            var (ofFirst, ofSecond, ofProduct) = (irreps.Squares(first), irreps.Squares(second), irreps.Squares(product));
            for (var i = 1; i < irreps.Count; i++)
            {
                operands[i] += n * (ofFirst[i] + ofSecond[i]);
                products[i] += n * ofProduct[i];
            }
        }

        for (var i = 1; i < irreps.Count; i++)
        {
            operands[i] /= total;
            products[i] /= total;
        }

        return (operands, products);
    }
}
