namespace GrokBench.Models.Tests.Tasks;

/// <summary>How far two columns of a dataset go together.</summary>
internal static class Correlation
{
    public static double Pearson(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        double Moment(double[] x, double meanX, double[] y, double meanY) => x.Zip(y, (first, second) => (first - meanX) * (second - meanY)).Sum();
        return Moment(a, meanA, b, meanB) / Math.Sqrt(Moment(a, meanA, a, meanA) * Moment(b, meanB, b, meanB));
    }
}
