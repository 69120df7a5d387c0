using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Runner.Formatting;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Screens;

/// <summary>Says where two trainings of one run part.</summary>
internal static class DifferenceText
{
    /// <summary>Parts of the state that are named one by one.</summary>
    private const int MostParts = 3;

    /// <summary>
    /// <c>links agree to step 4, and differ at step 8, in embed; the first evaluation that differs is at step 6: test.loss is 0.5 in the
    /// record and 0.25 here</c>.
    /// </summary>
    /// <param name="one">Where the first of the two is: <c>in the record</c>.</param>
    /// <param name="other">Where the second is: <c>here</c>.</param>
    public static string Of(RunDifference difference, string one, string other)
    {
        string[] texts = [Links(difference), Evaluation(difference, one, other), .. End(difference)];
        return string.Join("; ", texts);
    }

    private static string Links(RunDifference difference)
    {
        if (difference.FirstLink is not { } first)
            return $"all common links agree, the last at step {Units.Number(difference.LastLink ?? 0)}";
        var before = difference.LastLink is { } last
            ? $"links agree to step {Units.Number(last)}, and differ at step {Units.Number(first)}"
            : $"links differ at step {Units.Number(first)}";
        return $"{before}, {Parts(difference.Parts)}";
    }

    private static string Parts(ImmutableArray<string> parts) => parts.Length switch
    {
        0 => "of which the records do not tell the tensor",
        > MostParts => string.Create(CultureInfo.InvariantCulture,
            $"in {string.Join(", ", parts.Take(MostParts))} and {parts.Length - MostParts} more"),
        _ => $"in {string.Join(", ", parts)}",
    };

    private static string Evaluation(RunDifference difference, string one, string other) => difference.Evaluation is { } evaluation
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"the first evaluation that differs is at step {evaluation.Step}: "
            + $"{evaluation.Series} is {evaluation.One:R} {one} and {evaluation.Other:R} {other}")
        : "no common evaluation differs";

    private static string[] End(RunDifference difference) => difference.DivergedAt is { } step
        ? [$"one of them ends at step {Units.Number(step)}, diverged, and the other goes on"]
        : [];
}
