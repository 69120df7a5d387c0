using GrokBench.Reports.Comparing;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;
using GrokBench.Reports.Versions;
using GrokBench.Tensors.Maths;

namespace GrokBench.Reports.Tracking;

/// <summary>A history in sentences.</summary>
public static class HistoryText
{
    /// <summary>Cells of a step beyond these are counted; <c>history.json</c> has all.</summary>
    private const int MostCells = 5;

    /// <summary>What there is, in one line.</summary>
    public static string Headline(VersionHistory history) =>
        $"{Figures.Count(history.Versions.Length, "version")}, profile {history.Versions[^1].Origin.Profile}: "
        + string.Join(", ", history.Versions.Select(version => version.Label));

    /// <summary>What takes no part, and why there may be nothing to see.</summary>
    public static IEnumerable<string> Remarks(VersionHistory history)
    {
        foreach (var version in history.LeftOut)
        {
            yield return $"{version.Label} is of profile {version.Origin.Profile}, and nothing of it can be held against the newest version";
        }

        if (history.Versions.Length == 1) yield return "A history needs two versions; there is one, so no step can be seen yet";
    }

    /// <summary>What became of a suite: at least one sentence.</summary>
    public static IEnumerable<string> Of(VersionHistory history, SuiteHistory suite)
    {
        foreach (var (obstacle, version) in suite.Obstacles.Zip(history.Versions).Where(pair => pair.First.Length > 0))
            yield return $"{version.Label}: {obstacle}";
        if (history.Versions.Length > 1)
        {
            yield return Moved(suite);
            foreach (var sentence in suite.Steps.Select(step => Of(history, step))) yield return sentence;
            if (suite.Moved > 0 && suite.Steps.IsEmpty) yield return NoStep(suite);
        }

        foreach (var claim in suite.Claims.Where(claim => claim.HasChanged)) yield return Of(history, claim);
    }

    /// <summary><c>t_gen from 0.2.0 on: 1.43 times as late, p = 0.0001</c>.</summary>
    public static string Of(VersionHistory history, TrackedStep step)
    {
        var ratio = Ratio(step.Size);
        var size = step switch
        {
            { IsLater: true } => $"{ratio} times as late",
            { IsEarlier: true } => $"{ratio} times as late, that is earlier",
            _ when step.Size == Reading.Unknown => "another distribution, of unknown ratio",
            _ => FormattableString.Invariant(
                $"{ratio} times as late, no more than the {100 * VisibleChange.Share(step.Grid):0.#} % that evaluations are apart"),
        };
        var cells = step.IsLater || step.IsEarlier ? $"; {Largest(step)}" : "";
        return $"{step.Event} from {history.Versions[step.Version].Label} on: {size}, p = {Figures.Write(step.P)}{cells}";
    }

    /// <summary><c>C3.1: reproduced from 0.1.0, refuted from 0.2.0</c>.</summary>
    public static string Of(VersionHistory history, ClaimHistory claim)
    {
        var parts = new List<string>();
        var last = "";
        foreach (var (of, version) in claim.Versions.Zip(history.Versions).Where(pair => pair.First is not null))
        {
            var word = Word(of!);
            if (word != last) parts.Add($"{word} from {version.Label}");
            last = word;
        }

        return $"{claim.Claim}: {string.Join(", ", parts)}";
    }

    internal static string Word(ClaimSnapshot claim) => claim.Verdict is { } verdict ? VerdictWord.Of(verdict) : "no verdict";

    /// <summary>A ratio of times whose logarithm is known, or bounded.</summary>
    public static string Ratio(Reading logarithm) => Figures.Write(new Reading(Power(logarithm.Low), Power(logarithm.High)));

    private static double Power(double logarithm) => double.IsInfinity(logarithm) ? logarithm : SpecialFunctions.Exp(logarithm);

    private static string Moved(SuiteHistory suite)
    {
        var runs = suite.Cells.Sum(cell => cell.Runs.Length);
        return suite.Moved == 0
            ? $"every run has the same bits in every version that has it ({Figures.Count(runs, "run")})"
            : FormattableString.Invariant($"bits moved in {suite.Moved} of {Figures.Count(runs, "run")}");
    }

    private static string NoStep(SuiteHistory suite)
    {
        var least = SuiteHistory.Events.Min(suite.LeastP);
        return least > suite.Level
            ? $"too few runs moved for a step to be told from chance: p can be {Figures.Write(least)} at the least, "
                + $"and {Figures.Write(suite.Level)} would be a step"
            : $"no step: nothing that could be told from chance at p = {Figures.Write(suite.Level)}";
    }

    private static string Largest(TrackedStep step)
    {
        var cells = step.Cells.Take(MostCells).Select(cell => $"{cell.Cell} {Ratio(cell.LogRatio)}");
        var more = step.Cells.Length > MostCells ? FormattableString.Invariant($" and {step.Cells.Length - MostCells} more") : "";
        return string.Join(", ", cells) + more;
    }
}
