namespace GrokBench.Reports.Statistics;

/// <summary>
/// The exact two-sided test of McNemar (1947) that something happens as often in one version as in another, of pairs: those in which it
/// happened in one alone are as likely to be of either. Pairs in which both or neither had it say nothing.
/// </summary>
/// <param name="Gained">Pairs in which it happened in the newer alone.</param>
/// <param name="Lost">Pairs in which it happened in the older alone.</param>
public readonly record struct PairedShares(int Gained, int Lost)
{
    /// <summary>Twice the binomial tail of the rarer of the two, at most 1.</summary>
    public double P => Math.Min(1, 2 * Binomial.AtMost(Math.Min(Gained, Lost), Gained + Lost, 0.5));
}
