using System.Collections.Immutable;

namespace GrokBench.Reports.Html.Views;

/// <summary>A series over steps.</summary>
public readonly record struct SeedCurve(ImmutableArray<long> Steps, ImmutableArray<double> Values)
{
    public double Last => Values.IsEmpty ? double.NaN : Values[^1];
}

/// <summary>One series of a cell: a curve per seed and their median.</summary>
/// <param name="Label">As the legend calls it.</param>
/// <param name="Style">Style class that decides its colour.</param>
public sealed record CurveFamily(string Label, string Style, ImmutableArray<SeedCurve> Seeds, SeedCurve Median)
{
    /// <summary>Null when no run of the cell has a finite value of the series.</summary>
    public static CurveFamily? Of(CellView cell, string series, string label, string style)
    {
        ImmutableArray<SeedCurve> seeds =
        [
            .. cell.Trained
                .Where(run => run.Result!.Curve.Series.ContainsKey(series))
                .Select(run => new SeedCurve(run.Result!.Curve.Steps, run.Result.Curve.Series[series])),
        ];
        return seeds.Any(seed => seed.Values.Any(double.IsFinite)) ? new CurveFamily(label, style, seeds, MedianOf(seeds)) : null;
    }

    /// <summary>The median over seeds at every step that any of them was evaluated at. Between its evaluations, and after it ended, a run counts with its last value.</summary>
    private static SeedCurve MedianOf(ImmutableArray<SeedCurve> seeds)
    {
        ImmutableArray<long> steps = [.. seeds.SelectMany(seed => seed.Steps).Distinct().Order()];
        var medians = ImmutableArray.CreateBuilder<double>(steps.Length);
        var next = new int[seeds.Length];
        var current = new List<double>(seeds.Length);
        foreach (var step in steps)
        {
            current.Clear();
            for (var i = 0; i < seeds.Length; i++)
            {
                while (next[i] < seeds[i].Steps.Length && seeds[i].Steps[next[i]] <= step) next[i]++;
                if (next[i] > 0 && !double.IsNaN(seeds[i].Values[next[i] - 1])) current.Add(seeds[i].Values[next[i] - 1]);
            }

            current.Sort();
            medians.Add(current.Count == 0 ? double.NaN : Middle(current[(current.Count - 1) / 2], current[current.Count / 2]));
        }

        return new SeedCurve(steps, medians.MoveToImmutable());
    }

    /// <summary>The mean, halved first: the sum may lie beyond all numbers.</summary>
    private static double Middle(double low, double high) => low == high ? low : low / 2 + high / 2;
}
