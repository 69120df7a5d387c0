namespace GrokBench.Benchmarks.Speed;

/// <summary>A case as measured; either side may be missing.</summary>
internal sealed record Row(Case Case, Figures? Ours, Figures? Other)
{
    /// <summary>
    /// How many times as fast ours is: the median over the rounds of the other's time by ours, measured next to each other, so that what else the
    /// machine does weighs on both.
    /// </summary>
    public double? Ratio => Ours is null || Other is null ? null : Figures.MedianOf([.. Other.Rounds.Zip(Ours.Rounds, (other, own) => other / own)]);

    /// <summary>The same of each side's fastest round: what a machine that is not quiet would come to if it were.</summary>
    public double? RatioOfFastest => Other?.Least / Ours?.Least;

    public bool? Met => Ratio >= Case.Bar ? true : Ratio < Case.Bar ? false : null;
}
