using System.Collections.Immutable;
using GrokBench.Reports.Comparing;
using GrokBench.Reports.Statistics;
using GrokBench.Tensors.Maths;

namespace GrokBench.Reports.Tracking;

/// <summary>A cell of the newest version through all versions.</summary>
/// <param name="Runs">By seed.</param>
public sealed record CellHistory(string Cell, ImmutableArray<RunHistory> Runs)
{
    /// <summary>From the quartiles to the standard deviation of a normal distribution.</summary>
    private const double QuartilesOfNormal = 1.349;

    public bool HasMoved => Runs.Any(run => run.HasMoved);

    /// <summary>
    /// The scatter of ln t_gen between seeds, from its quartiles, the median over versions that tell it: how small a change of one run
    /// means something. NaN where none does, because more than a quarter of the seeds do not generalise or are not watched for it.
    /// </summary>
    public double Noise { get; } = NoiseOf(Runs);

    /// <summary>When an event happened, of each seed that is watched for it.</summary>
    public IEnumerable<Reading> Times(string name, int version) => TimesOf(Runs, name, version);

    /// <summary>Null where no seed is watched for it.</summary>
    public Reading? Median(string name, int version) =>
        Times(name, version).ToArray() is { Length: > 0 } times ? MedianInterval.MedianOf(times) : null;

    /// <summary>How many of the seeds that are watched for it generalise.</summary>
    public (int Count, int Of) Generalise(int version)
    {
        Reading[] times = [.. Times(RunPair.Generalises, version)];
        return (times.Count(time => time.Exact), times.Length);
    }

    /// <summary>ln of how far evaluations are apart where an event was seen, the median over versions; NaN where it never was.</summary>
    public double Grid(string name)
    {
        double[] gaps =
        [
            .. from run in Runs
               from version in run.Versions
               where version?.TimeOf(name) is { Exact: true }
               let seen = version.Events[name]
               select SpecialFunctions.Log(seen.High / seen.Low),
        ];
        return gaps.Length == 0 ? double.NaN : Quantile.Of(gaps, 0.5);
    }

    /// <summary>
    /// ln of the ratio of an event's times, of versions from <paramref name="middle"/> up to <paramref name="to"/> over those from
    /// <paramref name="from"/> up to it: the median over seeds of the ratio of medians. Null where no seed tells.
    /// </summary>
    internal Reading? LogRatio(string name, int from, int middle, int to)
    {
        Reading[] ratios = [.. Runs.Where(run => run.HasMoved).Select(Ratio).OfType<Reading>().Where(ratio => ratio != Reading.Unknown)];
        return ratios.Length == 0 ? null : MedianInterval.MedianOf(ratios);

        Reading? Ratio(RunHistory run) =>
            Side(run, middle, to) is { } after && Side(run, from, middle) is { } before ? Logarithm(after / before) : null;

        Reading? Side(RunHistory run, int first, int end)
        {
            Reading[] times = [.. Enumerable.Range(first, end - first).Select(version => run.Time(name, version)).OfType<Reading>()];
            return times.Length == 0 ? null : MedianInterval.MedianOf(times);
        }
    }

    private static IEnumerable<Reading> TimesOf(ImmutableArray<RunHistory> runs, string name, int version) =>
        runs.Select(run => run.Time(name, version)).OfType<Reading>();

    private static double NoiseOf(ImmutableArray<RunHistory> runs)
    {
        double[] noises = [.. Enumerable.Range(0, runs[0].Versions.Length).Select(OfVersion).Where(double.IsFinite)];
        return noises.Length == 0 ? double.NaN : Quantile.Of(noises, 0.5);

        double OfVersion(int version)
        {
            Reading[] times = [.. TimesOf(runs, RunPair.Generalises, version)];
            if (times.Length == 0) return double.NaN;
            var (low, high) = (Quantile.Of(times, 0.25), Quantile.Of(times, 0.75));
            return low.Exact && high.Exact
                ? (SpecialFunctions.Log(high.Value) - SpecialFunctions.Log(low.Value)) / QuartilesOfNormal
                : double.NaN;
        }
    }

    private static Reading Logarithm(Reading ratio) => new(
        ratio.Low > 0 ? SpecialFunctions.Log(ratio.Low) : double.NegativeInfinity,
        double.IsPositiveInfinity(ratio.High) ? ratio.High : SpecialFunctions.Log(ratio.High));
}
