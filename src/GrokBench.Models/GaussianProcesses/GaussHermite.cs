namespace GrokBench.Models.GaussianProcesses;

/// <summary>Gauss-Hermite quadrature with 20 nodes: E[f(Z)] for a standard normal Z, exact for polynomials up to degree 39.</summary>
internal static class GaussHermite
{
    /// <summary>The positive roots of the Hermite polynomial of degree 20, and their weights over √π (computed to 40 digits).</summary>
    private static readonly (double Root, double Weight)[] Half =
    [
        (0.24534070830090125, 0.260793063449554859), (0.737473728545394359, 0.161739333983999962), (1.23407621539532301, 0.0615063720639769066),
        (1.73853771211658621, 0.0139978374471010033), (2.25497400208927552, 0.0018301031310804928), (2.78880605842813048, 0.000128826279961929449),
        (3.34785456738321633, 4.40212109023085283e-6), (3.94476404011562521, 6.12749025998294754e-8), (4.60368244955074427, 2.48206236231517865e-10),
        (5.38748089001123286, 1.25780067243792702e-13),
    ];

    /// <summary>Where Z is taken and the weight there, ascending; the weights add up to 1.</summary>
    public static (double Node, double Weight)[] Nodes { get; } =
        [.. Half.Reverse().Select(pair => (-Math.Sqrt(2) * pair.Root, pair.Weight)), .. Half.Select(pair => (Math.Sqrt(2) * pair.Root, pair.Weight))];
}
