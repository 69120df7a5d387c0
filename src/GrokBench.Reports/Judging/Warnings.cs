using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Suites;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Reports.Judging;

/// <summary>What a careful reader of a verdict should know, in sentences.</summary>
public static class Warnings
{
    /// <summary>Share of the margin beyond which the interval between two evaluations is too coarse for it.</summary>
    public const double CoarseShare = 0.2;

    /// <summary>About a cell's runs, whatever the check.</summary>
    public static IEnumerable<string> Of(Cell cell, Evidence evidence)
    {
        var seeds = evidence.Seeds(cell);
        SeedReadings[] runs = [.. seeds.Where(seed => !seed.IsMissing)];
        var missing = seeds.Where(seed => seed.IsMissing).Select(seed => seed.Seed).ToArray();
        if (missing.Length > 0)
        {
            var (noun, verb) = missing.Length == 1 ? ("seed", "is") : ("seeds", "are");
            yield return $"{cell.Name}: {noun} {string.Join(", ", missing)} {verb} missing (the run failed or has not been trained)";
        }

        if (runs.Length < Prediction.LeastSeeds)
            yield return FormattableString.Invariant($"{cell.Name}: {Figures.Count(runs.Length, "seed")}; a verdict needs {Prediction.LeastSeeds}");

        var (diverged, lost) = (runs.Count(run => run.Phase == Phase.Diverged), runs.Count(run => run.Phase == Phase.Unstable));
        if (diverged > 0) yield return FormattableString.Invariant($"{cell.Name}: {diverged} of {Figures.Count(runs.Length, "seed")} diverged");
        if (lost > 0)
        {
            var below = Figures.Write(PhaseClassifier.LostBelow(cell.Runs[0].Observation));
            yield return FormattableString.Invariant($"{cell.Name}: {lost} of {Figures.Count(runs.Length, "seed")} lost generalisation again (test accuracy below {below})");
        }
    }

    /// <summary>
    /// Times that fall into two groups: sorted, the widest gap between neighbours is at least a factor of 2 and more than half of the whole range in
    /// logarithms, with two seeds or more on either side.
    /// </summary>
    public static IEnumerable<string> Bimodal(Cell cell, EventStep time, Evidence evidence)
    {
        double[] times = [.. evidence.Read(cell, time).Where(value => value.Exact).Select(value => value.Low).Order()];
        if (times.Length < Prediction.LeastSeeds) yield break;
        var range = SpecialFunctions.Log(times[^1] / times[0]);
        for (var i = 2; i <= times.Length - 2; i++)
        {
            var gap = SpecialFunctions.Log(times[i] / times[i - 1]);
            if (gap < SpecialFunctions.Log(2) || gap <= range / 2) continue;
            yield return $"{cell.Name}: the times of {time.Text} fall into two groups, up to {Figures.Write(times[i - 1])} and from {Figures.Write(times[i])}";
        }
    }

    /// <summary>What <see cref="CoarseMargin"/> and <see cref="CoarsePairs"/> read beside a quantity.</summary>
    public static IEnumerable<RunQuantity> Reads(RunQuantity? quantity) => quantity is EventStep step ? [new EvaluationBefore(step.Event)] : [];

    /// <summary>Seeds whose value could come much closer to the threshold, or cross it, if events had happened anywhere since the evaluation before.</summary>
    public static IEnumerable<string> CoarseMargin(Cell cell, RunQuantity of, RunQuantity? to, Prediction prediction, Evidence evidence)
    {
        SeedReadings[] runs = [.. evidence.Seeds(cell).Where(seed => !seed.IsMissing)];
        var coarse = runs.Count(run => Coarse(Span(of, run), to is null ? Reading.Exactly(1) : Span(to, run), prediction));
        return Report(cell.Name, coarse, runs.Length);
    }

    /// <inheritdoc cref="CoarseMargin"/>
    public static IEnumerable<string> CoarsePairs(Cell cell, Cell than, RunQuantity quantity, Prediction prediction, Evidence evidence)
    {
        var partners = evidence.Seeds(than).Where(seed => !seed.IsMissing).ToDictionary(seed => seed.Seed);
        var pairs = evidence.Seeds(cell).Where(seed => !seed.IsMissing && partners.ContainsKey(seed.Seed)).Select(seed => (Left: seed, Right: partners[seed.Seed])).ToArray();
        return Report($"{cell.Name} / {than.Name}", pairs.Count(pair => Coarse(Span(quantity, pair.Left), Span(quantity, pair.Right), prediction)), pairs.Length);
    }

    private static IEnumerable<string> Report(string name, int coarse, int count) => coarse == 0
        ? []
        :
        [
            FormattableString.Invariant($"{name}: evaluation is coarse in {coarse} of {Figures.Count(count, "seed")}: ") +
            FormattableString.Invariant($"the interval before an event is more than {CoarseShare:0 %} of the margin"),
        ];

    /// <summary>Where a quantity's event may have happened: after the evaluation before (low end) and up to its own (high end). Other quantities are as observed.</summary>
    private static Reading? Span(RunQuantity quantity, SeedReadings run)
    {
        if (run.Read(quantity) is not { Exact: true } observed) return null;
        if (quantity is not EventStep step) return observed;

        // An event of step 0 counts as step 1, and so does the evaluation before the one that it has.
        return new Reading(Math.Min(run.Read(new EvaluationBefore(step.Event))!.Value.Value, observed.Value), observed.Value);
    }

    private static bool Coarse(Reading? numerator, Reading? denominator, Prediction prediction)
    {
        if (numerator is not { } top || denominator is not { } bottom) return false;
        var value = top.High / bottom.High;
        return TooCoarse(prediction.AtLeast) || TooCoarse(prediction.AtMost);

        bool TooCoarse(double? threshold)
        {
            if (threshold is not { } bound || !(bound > 0) || !(value > 0)) return false;

            // How far the true value may lie from the shown one in the direction of the threshold.
            var nearest = bound < value ? top.Low / bottom.High : top.High / bottom.Low;
            return Math.Abs(SpecialFunctions.Log(value / nearest)) > CoarseShare * Math.Abs(SpecialFunctions.Log(value / bound));
        }
    }
}
