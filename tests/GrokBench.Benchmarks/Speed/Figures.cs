namespace GrokBench.Benchmarks.Speed;

/// <summary>What a side took.</summary>
/// <param name="Rounds">Milliseconds per step of each round, in order.</param>
internal sealed record Figures(string Name, double[] Rounds)
{
    public double Median => MedianOf(Rounds);

    public double Least => Rounds.Min();

    public double Most => Rounds.Max();

    public static double MedianOf(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
