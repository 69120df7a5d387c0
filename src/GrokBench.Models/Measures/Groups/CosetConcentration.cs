using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Measures.Groups;

/// <summary>
/// How nearly what hidden units read of an operand is constant on the cosets of a subgroup (Stander et al. 2023): of a function f on the
/// group and a subgroup H, Σ (f(g) - mean of its coset)² over Σ (f(g) - mean)², 0 where it is, (n - n/|H|)/(n - 1) for a random one; the
/// smallest over all subgroups but the trivial ones, left and right cosets. The median over the functions of both operands of all units;
/// <c>/permuted</c> is that of the same values on elements in a random order, another for each function, and <c>/below</c> the share of
/// functions that are below their permuted ones.
/// </summary>
public sealed class CosetConcentration : NeuralMeasure
{
    public override string Name => "coset-concentration";

    public override int Version => 1;

    public override string Summary => "How nearly the weights of hidden units on a group's elements are constant on cosets of a subgroup.";

    public override ImmutableArray<string> Series(TrainingSpec spec) => [Name, $"{Name}/permuted", $"{Name}/below"];

    public override double Operations(TrainingSpec spec) =>
        4.0 * Published(spec).Parameters[MlpGraph.FirstLayerWeight].Shape.Count * Partitions(GroupTables.Group(spec)).Length;

    public override long Bytes(TrainingSpec spec, IEngine engine)
    {
        var (group, table) = (GroupTables.Group(spec), Published(spec).Parameters[MlpGraph.FirstLayerWeight].Shape);
        return (sizeof(int) * (long)group.Order * (Partitions(group).Length + group.Order + table.Columns))
            + (3L * sizeof(double) * table.Count);
    }

    protected override string? NeuralObstacle(TrainingSpec spec) => GroupTables.OperandObstacle(spec, Published(spec))
        ?? (Subgroups.Of(GroupTables.Group(spec)).Length > 0 ? null : "the group has no subgroups");

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var partitions = learner.Once(Name, one => Partitions(GroupTables.Group(one.Spec)));
        var n = partitions[0].Length;
        var table = GroupTables.Operands(learner);
        var (units, stream) = (table.Length / (2 * n), new RandomStream(learner.Spec.InitSeed, "coset-concentration"));
        var (least, permuted, below) = (new List<double>(), new List<double>(), 0);
        var (function, moved) = (new double[n], new double[n]);
        for (var i = 0; i < 2 * units; i++)
        {
            var (operand, unit) = Math.DivRem(i, units);
            var order = stream.Permutation(n, (ulong)i * (ulong)n);
            for (var g = 0; g < n; g++) function[g] = table[(((operand * n) + g) * units) + unit];
            for (var g = 0; g < n; g++) moved[g] = function[order[g]];
            var (own, random) = (Least(function, partitions), Least(moved, partitions));

            // Not a number where the function is constant.
            if (double.IsNaN(own)) continue;
            least.Add(own);
            permuted.Add(random);
            if (own < random) below++;
        }

        (values[0], values[1], values[2]) = (Median(least), Median(permuted), (double)below / least.Count);
    }

    /// <summary>The smallest share of a function's variance that lies within the parts of a partition.</summary>
    internal static double Least(ReadOnlySpan<double> function, int[][] partitions)
    {
        var (mean, total) = (0.0, 0.0);
        foreach (var value in function) mean += value;
        mean /= function.Length;
        foreach (var value in function) total += (value - mean) * (value - mean);

        // Parts are of one size: what lies between them is the sum of the squares of their sums over it.
        var (largest, sums) = (0.0, new double[function.Length]);
        foreach (var parts in partitions)
        {
            Array.Clear(sums);
            var count = 0;
            for (var g = 0; g < function.Length; g++)
            {
                sums[parts[g]] += function[g] - mean;
                count = Math.Max(count, parts[g] + 1);
            }

            var between = 0.0;
            for (var part = 0; part < count; part++) between += sums[part] * sums[part];
            largest = Math.Max(largest, between * count / function.Length);
        }

        return total > 0 ? Math.Max(0, 1 - (largest / total)) : double.NaN;
    }

    /// <summary>Left and right cosets of all subgroups, by element; those of a normal subgroup once.</summary>
    private static int[][] Partitions(FiniteGroup group)
    {
        var partitions = new List<int[]>();
        foreach (var subgroup in Subgroups.Of(group))
        {
            var (left, right) = (Subgroups.Cosets(group, subgroup, left: true), Subgroups.Cosets(group, subgroup, left: false));
            partitions.Add(left);
            if (!left.AsSpan().SequenceEqual(right)) partitions.Add(right);
        }

        return [.. partitions];
    }

    /// <summary>The mean of the two middle ones of an even number.</summary>
    private static double Median(List<double> values)
    {
        values.Sort();
        return values.Count == 0 ? double.NaN : (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
