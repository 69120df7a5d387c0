using System.Collections.Immutable;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Reports.Statistics;

/// <summary>
/// Where the results of many runs change from one version to the next: E-divisive (Matteson and James 2014, J. Am. Stat. Assoc. 109, 334),
/// which divides the versions again and again at the best place, as long as a permutation test tells that place from chance.
/// <para>
/// The distance of the two sides is that of energy (Székely and Rizzo 2005) with exponent 1, of ranks of aligned results (Hodges and
/// Lehmann 1962): a run's results less their median, ranked within their stratum, so that censored ones take part and strata of large and
/// of small spread have the same say. Were no version different from any other, the results of one run would be exchangeable: the test
/// permutes within each run, as Fisher's sign-flip does where there are two.
/// </para>
/// </summary>
public static class DivisiveSteps
{
    /// <summary>At most.</summary>
    public const int Permutations = 9_999;

    /// <summary>The test stops once so many permutations came to no less: p is then their share (Besag and Clifford 1991).</summary>
    private const int EnoughAbove = 20;

    /// <summary>Two sums of the same terms in another order are this far apart, at most.</summary>
    private const double Rounding = 1e-9;

    /// <summary>
    /// The smallest p that runs of so many different results can come to: that of two orders, the found one and its mirror image, among
    /// all ways to divide each run's results in two halves; not below what <see cref="Permutations"/> can show.
    /// </summary>
    public static double LeastP(IEnumerable<int> results)
    {
        var orders = 1.0;
        foreach (var count in results)
        {
            for (var i = 1; i <= count / 2; i++) orders = orders * (count - i + 1) / i;
        }

        return Math.Max(Math.Min(1, 2 / orders), 1.0 / (Permutations + 1));
    }

    /// <param name="strata">The runs of each cell, say.</param>
    /// <param name="versions">How many.</param>
    /// <param name="level">A division whose p is not above it is a step.</param>
    /// <param name="stream">Of the permutations.</param>
    /// <returns>By version.</returns>
    public static ImmutableArray<DivisiveStep> Of(
        IEnumerable<IReadOnlyCollection<VersionSeries>> strata, int versions, double level, RandomStream stream)
    {
        ImmutableArray<ImmutableArray<VersionSeries>> runs = [.. strata.Select(stratum => stratum.ToImmutableArray())];
        var segments = new List<Segment> { new(runs, 0, versions) };
        var steps = ImmutableArray.CreateBuilder<DivisiveStep>();
        for (ulong start = 0; segments.MaxBy(segment => segment.Found.Distance) is { Found.Distance: > 0 } best;)
        {
            var p = ChanceOf(best.Found.Distance, segments, stream, ref start);
            if (p > level) break;
            steps.Add(new DivisiveStep(best.Found.Version, p));
            segments.Remove(best);
            segments.Add(new Segment(runs, best.From, best.Found.Version));
            segments.Add(new Segment(runs, best.Found.Version, best.To));
        }

        steps.Sort((a, b) => a.Version.CompareTo(b.Version));
        return steps.ToImmutable();
    }

    /// <summary>How often the best division of any segment is as far apart, or further, when results change places within runs.</summary>
    /// <param name="start">Index of the next draw of the stream.</param>
    private static double ChanceOf(double distance, List<Segment> segments, RandomStream stream, ref ulong start)
    {
        var above = 0;
        for (var permutation = 1; permutation <= Permutations; permutation++)
        {
            var largest = 0.0;
            foreach (var segment in segments) largest = Math.Max(largest, segment.Shuffled(stream, ref start).Distance);
            if (largest >= distance - Rounding && ++above == EnoughAbove) return (double)above / permutation;
        }

        return (above + 1.0) / (Permutations + 1);
    }

    /// <summary>Versions next to each other, and what they are divided by.</summary>
    private sealed class Segment
    {
        private readonly ImmutableArray<Stratum> strata;
        private readonly bool[] candidates;
        private readonly double[] distances;

        public Segment(ImmutableArray<ImmutableArray<VersionSeries>> runs, int from, int to)
        {
            (From, To) = (from, to);
            strata = [.. runs.Select(stratum => Stratum.Of(stratum, from, to)).OfType<Stratum>()];
            candidates = [.. Enumerable.Range(from, to - from).Select(version => strata.Any(stratum => stratum.ChangesAt(version - from)))];
            distances = new double[to - from];
            Found = Best();
        }

        public int From { get; }

        /// <summary>The version after the last.</summary>
        public int To { get; }

        /// <summary>The first version of the second side where the two sides are furthest apart; a distance of 0 where there is no such
        /// place.</summary>
        public (int Version, double Distance) Found { get; }

        public (int Version, double Distance) Shuffled(RandomStream stream, ref ulong start)
        {
            foreach (var stratum in strata) stratum.Shuffle(stream, ref start);
            return Best();
        }

        private (int Version, double Distance) Best()
        {
            Array.Clear(distances);
            foreach (var stratum in strata) stratum.AddDistances(distances);
            (int Version, double Distance) best = (From, 0);
            for (var version = 1; version < distances.Length; version++)
            {
                if (candidates[version] && distances[version] > best.Distance) best = (From + version, distances[version]);
            }

            return best;
        }
    }

    /// <summary>Runs that are ranked together, within a segment.</summary>
    private sealed class Stratum
    {
        /// <summary>Of each run and version of the segment, which of the run's results it had, or -1.</summary>
        private readonly int[][] slots;

        /// <summary>Of each run, the levels of its results: places of their ranks among all different ranks.</summary>
        private readonly int[][] levels;

        /// <summary>From each level to the next, as a share of all ranks.</summary>
        private readonly double[] gaps;

        private readonly int[] counts;
        private readonly int[,] histogram;

        private Stratum(int[][] slots, int[][] levels, double[] gaps)
        {
            (this.slots, this.levels, this.gaps) = (slots, levels, gaps);
            histogram = new int[slots[0].Length, gaps.Length];
            counts = [.. Enumerable.Range(0, slots[0].Length).Select(version => slots.Count(run => run[version] >= 0))];
        }

        /// <summary>Null where no run has two results.</summary>
        public static Stratum? Of(ImmutableArray<VersionSeries> runs, int from, int to)
        {
            VersionSeries[] moved = [.. runs.Select(run => run.Within(from, to)).Where(run => run.Results.Length > 1)];
            if (moved.Length == 0) return null;
            double[][] aligned = [.. moved.Select(run => Aligned(run.Results))];
            double[] sorted = [.. aligned.SelectMany(results => results).Order()];
            double[] different = [.. sorted.Distinct()];

            // The middle of the ranks that equal results take.
            double[] ranks = [.. different.Select(value =>
                (Array.IndexOf(sorted, value) + Array.LastIndexOf(sorted, value)) / 2.0 / sorted.Length)];
            double[] gaps = [.. ranks.Select((rank, i) => i + 1 < ranks.Length ? ranks[i + 1] - rank : 0)];
            return new Stratum(
                [.. moved.Select(run => run.Versions.ToArray())],
                [.. aligned.Select(results => results.Select(value => Array.BinarySearch(different, value)).ToArray())], gaps);
        }

        /// <summary>Whether a run's result is another one than the last before.</summary>
        public bool ChangesAt(int version) => slots.Any(run =>
            run[version] >= 0 && run.Take(version).LastOrDefault(slot => slot >= 0, run[version]) != run[version]);

        public void Shuffle(RandomStream stream, ref ulong start)
        {
            foreach (var run in levels)
            {
                stream.Shuffle(run, start);
                start += (ulong)run.Length;
            }
        }

        /// <summary>
        /// Adds, for each division before a version, nm/(n + m) times the energy distance of the n results before and the m from it on:
        /// twice the integral of the squared difference of their distribution functions.
        /// </summary>
        public void AddDistances(double[] distances)
        {
            Array.Clear(histogram);
            for (var run = 0; run < slots.Length; run++)
            {
                for (var version = 0; version < slots[run].Length; version++)
                {
                    if (slots[run][version] is >= 0 and var slot) histogram[version, levels[run][slot]]++;
                }
            }

            var (total, before) = (counts.Sum(), 0);
            var (sumOfAll, sumBefore) = (new int[gaps.Length], new int[gaps.Length]);
            for (var version = 0; version < counts.Length; version++) Add(sumOfAll, version);
            for (var version = 1; version < counts.Length; version++)
            {
                Add(sumBefore, version - 1);
                before += counts[version - 1];
                var after = total - before;
                if (before == 0 || after == 0) continue;
                var (integral, below, belowOfAll) = (0.0, 0, 0);
                for (var level = 0; level < gaps.Length; level++)
                {
                    below += sumBefore[level];
                    belowOfAll += sumOfAll[level];
                    var difference = ((double)below / before) - ((double)(belowOfAll - below) / after);
                    integral += gaps[level] * difference * difference;
                }

                distances[version] += 2 * integral * before * after / total;
            }

            void Add(int[] sum, int version)
            {
                for (var level = 0; level < gaps.Length; level++) sum[level] += histogram[version, level];
            }
        }

        /// <summary>
        /// Results less their median, the mean of the middle two where their number is even. Censored ones are later than all others; where
        /// one of the middle is censored, it is only known on which side of it a result lies.
        /// </summary>
        private static double[] Aligned(ImmutableArray<Reading> results)
        {
            double[] values = [.. results.Select(result => result.Exact ? result.Low : double.PositiveInfinity)];
            double[] sorted = [.. values.Order()];
            var (low, high) = (sorted[(sorted.Length - 1) / 2], sorted[sorted.Length / 2]);
            if (double.IsFinite(high)) return [.. values.Select(value => value - ((low + high) / 2))];

            // All above the median, or, where that is censored itself, at it.
            var ofCensored = double.IsFinite(low) ? double.PositiveInfinity : 0;
            return [.. values.Select(value => double.IsFinite(value) ? double.NegativeInfinity : ofCensored)];
        }
    }
}

/// <summary>A version from which on results are others.</summary>
/// <param name="Version">Its place among the versions, from 0.</param>
/// <param name="P">How probable a division as good as this, or better, is by chance.</param>
public readonly record struct DivisiveStep(int Version, double P);
