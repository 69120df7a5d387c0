using System.Collections.Immutable;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;
using GrokBench.Reports.Versions;
using GrokBench.Tensors.Maths;

namespace GrokBench.Reports.Comparing;

/// <summary>A comparison in lines: a line per suite, and below it what moved.</summary>
public static class ComparisonText
{
    /// <summary>Cells beyond these are counted; <c>compare.json</c> has all.</summary>
    private const int MostCells = 8;

    private const int CommitLength = 7;

    public static ImmutableArray<string> Lines(SnapshotComparison comparison)
    {
        var (newer, older) = (comparison.NewerOrigin, comparison.OlderOrigin);
        var lines = ImmutableArray.CreateBuilder<string>();
        lines.Add($"{Named(comparison.Newer, newer)} against {Named(comparison.Older, older)}, profile {newer.Profile}");
        if (comparison.Obstacle.Length > 0) lines.Add($"not comparable: {comparison.Obstacle}");
        var width = comparison.Suites.Select(suite => suite.Name.Length).DefaultIfEmpty().Max();
        foreach (var suite in comparison.Suites)
        {
            lines.Add($"{suite.Name.PadRight(width)}  {Headline(suite)}");
            lines.AddRange(Details(suite).Select(line => $"  {line}"));
        }

        Alone(comparison.NewerAlone, comparison.Newer);
        Alone(comparison.OlderAlone, comparison.Older);
        return lines.ToImmutable();

        void Alone(ImmutableArray<string> suites, string where)
        {
            if (!suites.IsEmpty) lines.Add($"in {where} alone: {string.Join(", ", suites)}");
        }
    }

    /// <summary>All suites in one line.</summary>
    public static string Summary(SnapshotComparison comparison, Gate gate)
    {
        var lead = $"Against {comparison.Older}: ";
        if (gate.Word == GateWord.NothingMatched)
            return $"{lead}nothing to compare: {Reasons(comparison)}";
        var moved = comparison.Pairs - comparison.Identical;
        var bits = moved == 0
            ? $"all {Figures.Count(comparison.Pairs, "paired run")} identical"
            : FormattableString.Invariant($"bits moved in {moved} of {Figures.Count(comparison.Pairs, "paired run")}");
        return lead + (gate.Worse.IsEmpty ? "" : $"worse: {string.Join("; ", gate.Worse)}; ")
            + (gate.Other.IsEmpty ? "" : $"changed: {string.Join("; ", gate.Other)}; ") + bits;
    }

    private static string Headline(SuiteComparison suite)
    {
        var words = string.Join(", ", suite.Changes.Select(ChangeWord.Of));
        var mark = suite.StandIns.IsEmpty ? "" : " (stand-in)";
        if (suite.Pairing.Pairs.IsEmpty) return words + mark;
        return FormattableString.Invariant(
            $"{words}{mark}: {suite.Identical} of {Figures.Count(suite.Pairing.Pairs.Length, "paired run")} with the same bits");
    }

    private static IEnumerable<string> Details(SuiteComparison suite)
    {
        foreach (var verdict in suite.Verdicts) yield return $"verdict: {verdict}";
        if (suite.Moved > 0 && suite.LogRatio is { } ratio)
        {
            yield return $"t_gen of the moved runs: {Times(ratio)}, mean over cells {Ratio(suite.Size)}; "
                + $"p = {Figures.Write(suite.TimesP)} of {Figures.Count(suite.Times.Pairs, "pair")} that differ";
        }

        if (suite.Rates is { Gained: > 0 } or { Lost: > 0 })
        {
            var counts = FormattableString.Invariant(
                $"runs that no longer generalise: {suite.Rates.Lost}, that newly do: {suite.Rates.Gained}");
            yield return $"{counts}; p = {Figures.Write(suite.RatesP)}";
        }

        if (suite.TimesP <= SnapshotComparer.Level && !suite.Changes.Any(change => change is Change.Slower or Change.Faster))
        {
            yield return "that is no chance, but the mean over cells is not known to be beyond the "
                + $"{Percent(suite.Grid)} that evaluations are apart";
        }

        if (suite.Moved > 0 && !double.IsNaN(suite.LeastVisible)) yield return Unseen(suite);
        var notable = Notable(suite).ToArray();
        foreach (var cell in notable.Take(MostCells)) yield return Cell(cell);
        foreach (var cell in Apart(suite).Except(notable).Take(MostCells)) yield return $"{Cell(cell)}, which does not decide";
        foreach (var line in Digests(suite)) yield return line;
        foreach (var (reason, runs) in suite.Pairing.Obstacles) yield return $"not comparable: {Figures.Count(runs, "run")}: {reason}";
        if (suite.Pairing.NewerAlone > 0) yield return $"{Figures.Count(suite.Pairing.NewerAlone, "run")} in the newer alone";
        if (suite.Pairing.OlderAlone > 0) yield return $"{Figures.Count(suite.Pairing.OlderAlone, "run")} in the older alone";
        if (!suite.ClaimsAlone.IsEmpty) yield return $"claims without a partner: {string.Join(", ", suite.ClaimsAlone)}";
        if (suite.CostRatio is { } cost and not 1) yield return $"cost: {Figures.Write(cost)} times the core-seconds per step";
    }

    private static string Unseen(SuiteComparison suite)
    {
        var moved = Figures.Count(suite.Pairing.MovedTrainings.Length, "moved pair");
        return double.IsPositiveInfinity(suite.LeastVisible)
            ? $"these {moved} are too few to show any change of times"
            : $"with these {moved} a change below {Percent(suite.LeastVisible)} goes unseen";
    }

    private static string Percent(double logarithm) => FormattableString.Invariant($"{100 * VisibleChange.Share(logarithm):0.#} %");

    /// <summary>The cells by which the suite changed, the largest change first. Where it did not, what its cells did is noise.</summary>
    private static IEnumerable<CellComparison> Notable(SuiteComparison suite) => suite.Cells
        .Where(cell => suite.Changes.Any(change => change switch
        {
            Change.Slower => cell.IsSlower,
            Change.Faster => cell.IsFaster,
            Change.GroksLess => cell.Rates.Lost > cell.Rates.Gained,
            Change.GroksMore => cell.Rates.Gained > cell.Rates.Lost,
            Change.ControlGeneralises => cell.ControlGeneralises,
            _ => false,
        }))
        .OrderByDescending(cell => cell.LogRatio is { } ratio ? Math.Abs(ratio.Median.Value) : 0)
            .ThenBy(cell => cell.Cell, StringComparer.Ordinal);

    /// <summary>
    /// Cells whose own times differ by more than evaluations are apart and, looked at alone, by more than chance: a change of one cell among
    /// many drowns in the noise of the others.
    /// </summary>
    private static IEnumerable<CellComparison> Apart(SuiteComparison suite) =>
        suite.Cells.Where(cell => (cell.IsSlower || cell.IsFaster) && cell.Times.P <= SnapshotComparer.Level);

    private static string Cell(CellComparison cell)
    {
        var control = cell.ControlGeneralises ? ", a control" : "";
        var times = cell.LogRatio is { } ratio ? $": t_gen {Times(ratio)}" : "";
        var rates = FormattableString.Invariant(
            $"{cell.NewerGeneralise} of {cell.Pairs.Length} generalise, {cell.OlderGeneralise} before");
        return $"{cell.Cell}{control}{times}; {rates}; alone p = {Figures.Write(cell.Times.P)}";
    }

    private static IEnumerable<string> Digests(SuiteComparison suite)
    {
        var moved = suite.Cells.Where(cell => cell.HasMoved).ToArray();
        if (moved.Length == 0) yield break;
        var cells = string.Join(", ", moved.Take(MostCells)
            .Select(cell => FormattableString.Invariant($"{cell.Cell} ({cell.Pairs.Length - cell.Identical})")));
        var more = moved.Length > MostCells ? FormattableString.Invariant($" and {moved.Length - MostCells} more") : "";
        yield return FormattableString.Invariant($"bits moved from step {moved.Min(cell => cell.FirstDifference)} on: {cells}{more}");
    }

    private static string Times(MedianInterval ratio) =>
        $"{Ratio(ratio.Median)} {Figures.Interval(Exp(ratio.Low), Exp(ratio.High))} times as late";

    private static string Ratio(Reading median) =>
        Figures.Write(new Reading(double.IsNegativeInfinity(median.Low) ? median.Low : Exp(median.Low), Exp(median.High)));

    private static double Exp(double logarithm) => double.IsInfinity(logarithm) ? Math.Max(0, logarithm) : SpecialFunctions.Exp(logarithm);

    private static string Reasons(SnapshotComparison comparison)
    {
        if (comparison.Obstacle.Length > 0) return comparison.Obstacle;
        var reasons = comparison.Suites
            .SelectMany(suite => suite.Pairing.Obstacles.Take(1).Select(obstacle => $"{suite.Name} {obstacle.Reason}")).Take(3).ToArray();
        if (reasons.Length > 0) return string.Join("; ", reasons);
        return comparison.Suites.IsEmpty ? "they have no suite in common" : "they have no cell and seed in common";
    }

    private static string Named(string name, SnapshotOrigin origin) => $"{name} ({origin.Version} {Short(origin.Commit)}, {origin.Engine})";

    private static string Short(string commit) => commit.Length == 0 ? "of no commit" : commit[..Math.Min(commit.Length, CommitLength)];
}
