using System.Collections.Immutable;
using GrokBench.Reports.Statistics;
using GrokBench.Reports.Versions;

namespace GrokBench.Reports.Comparing;

/// <summary>
/// Holds a version against an older one. Bits first; of runs whose bits moved, how often and when they generalise, paired by seed. Each
/// suite has one test of times and one of rates over all of its pairs; Holm's correction over all of them decides. The rules:
/// docs/statistics.md.
/// </summary>
public static class SnapshotComparer
{
    /// <summary>Probability, at most, that anything is said to differ where nothing does.</summary>
    public const double Level = 0.01;

    /// <summary>A pure function of the two.</summary>
    public static SnapshotComparison Compare(Snapshot newer, Snapshot older)
    {
        var (mine, theirs) = (newer.Suites.ToDictionary(suite => suite.Name), older.Suites.ToDictionary(suite => suite.Name));
        var both = mine.Keys.Intersect(theirs.Keys).Order(StringComparer.Ordinal).ToArray();
        var comparison = new SnapshotComparison(
            newer.Name, newer.Origin, older.Name, older.Origin, [], Others(mine.Keys, theirs.Keys), Others(theirs.Keys, mine.Keys));
        return newer.Origin.Profile == older.Origin.Profile
            ? comparison with { Suites = Decided([.. both.Select(name => Suite(mine[name], theirs[name]))]) }
            : comparison with { Obstacle = $"other profile: {older.Origin.Profile} -> {newer.Origin.Profile}" };

        static ImmutableArray<string> Others(IEnumerable<string> of, IEnumerable<string> than) =>
            [.. of.Except(than).Order(StringComparer.Ordinal)];
    }

    private static SuiteComparison Suite(SuiteSnapshot newer, SuiteSnapshot older)
    {
        var pairing = Pairing.Of(newer, older);
        ImmutableArray<CellComparison> cells =
        [
            .. pairing.Pairs.GroupBy(pair => pair.Newer.Cell).OrderBy(cell => cell.Key, StringComparer.Ordinal)
                .Select(cell => CellComparison.Of(cell.Key, [.. cell])),
        ];
        var claims = Claims(newer, older);
        return new SuiteComparison(
            newer.Name, pairing, cells,
            StratifiedSignFlip.Of(ByCell(pairing.Trainings)), CellComparison.RatesOf(pairing.Trainings),
            [
                .. claims.Where(claim => claim.Newer.Verdict != claim.Older.Verdict)
                    .Select(claim => new VerdictChange(claim.Newer.Id, claim.Older.Verdict, claim.Newer.Verdict)),
            ],
            [.. newer.Claims.Concat(older.Claims).Select(claim => claim.Id).Distinct().Except(claims.Select(claim => claim.Newer.Id))],
            newer.StandIns);
    }

    /// <summary>Claims of both whose verdicts are about the same data.</summary>
    private static ImmutableArray<(ClaimSnapshot Newer, ClaimSnapshot Older)> Claims(SuiteSnapshot newer, SuiteSnapshot older)
    {
        var isOfTheSameData = newer.StandIns.SequenceEqual(older.StandIns);
        return
        [
            .. newer.Claims.Join(older.Claims, claim => claim.Id, claim => claim.Id, (mine, other) => (Newer: mine, Older: other))
                .Where(claim => isOfTheSameData || !(claim.Newer.IsStandIn || claim.Older.IsStandIn)),
        ];
    }

    /// <summary>Ratios of times, cell by cell.</summary>
    internal static IEnumerable<Reading[]> ByCell(IEnumerable<RunPair> pairs) =>
        pairs.GroupBy(pair => pair.Newer.Cell).Select(cell => CellComparison.RatiosOf(cell).ToArray());

    /// <summary>Tests that cannot come to anything, for want of a pair that differs, are none and take no part in the correction.</summary>
    private static ImmutableArray<SuiteComparison> Decided(ImmutableArray<SuiteComparison> suites)
    {
        double[] times = [.. suites.Where(HasTimes).Select(suite => suite.Times.P)],
            rates = [.. suites.Where(HasRates).Select(suite => suite.Rates.P)];
        var adjusted = Holm.Adjusted([.. times, .. rates]);
        var (ofTimes, ofRates) = (new Queue<double>(adjusted[..times.Length]), new Queue<double>(adjusted[times.Length..]));
        return [.. suites.Select(suite =>
            Decided(suite, HasTimes(suite) ? ofTimes.Dequeue() : 1, HasRates(suite) ? ofRates.Dequeue() : 1,
                Math.Max(1, adjusted.Length)))];

        static bool HasTimes(SuiteComparison suite) => suite.Times.Pairs > 0;

        static bool HasRates(SuiteComparison suite) => suite.Rates is { Gained: > 0 } or { Lost: > 0 };
    }

    private static SuiteComparison Decided(SuiteComparison suite, double times, double rates, int tests)
    {
        var decided = suite with { TimesP = times, RatesP = rates, LeastVisible = LeastVisible(suite, Level / tests) };
        return decided with { Changes = [.. Changes(decided).Distinct().Order()] };
    }

    private static double LeastVisible(SuiteComparison suite, double level) =>
        suite.Moved == 0 ? double.NaN : Math.Max(suite.Grid, VisibleChange.Least(ByCell(suite.Pairing.MovedTrainings), level));

    private static List<Change> Changes(SuiteComparison suite)
    {
        if (suite.Pairing.Pairs.IsEmpty) return [Change.NotComparable];
        var changes = new List<Change>();
        if (suite.RatesP <= Level) changes.Add(suite.Rates.Lost > suite.Rates.Gained ? Change.GroksLess : Change.GroksMore);
        if (suite.TimesP <= Level && suite.Times.Direction > 0 && suite.Size.Low > suite.Grid) changes.Add(Change.Slower);
        if (suite.TimesP <= Level && suite.Times.Direction < 0 && suite.Size.High < -suite.Grid) changes.Add(Change.Faster);
        if (suite.Cells.Any(cell => cell.ControlGeneralises)) changes.Add(Change.ControlGeneralises);
        if (!suite.Verdicts.IsEmpty) changes.Add(Change.VerdictChanged);
        if (changes.Count == 0) changes.Add(suite.Moved == 0 ? Change.Identical : Change.WithinNoise);
        return changes;
    }
}
