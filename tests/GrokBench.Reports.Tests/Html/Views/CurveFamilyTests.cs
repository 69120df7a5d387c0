using System.Collections.Immutable;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Tests.Html.Synthetic;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Tests.Html.Views;

/// <summary>Curves of two to four evaluations whose medians are worked out by hand.</summary>
internal sealed class CurveFamilyTests
{
    [Test]
    public void Median_OfAnOddNumber_IsTheMiddleOne() => Assert.That(Family(([0, 10], [1, 5]), ([0, 10], [2, 9]), ([0, 10], [3, 6])).Median.Values, Is.EqualTo(new[] { 2.0, 6 }));

    [Test]
    public void Median_OfAnEvenNumber_IsTheMeanOfTheMiddleTwo() => Assert.That(Family(([0], [1]), ([0], [4])).Median.Values, Is.EqualTo(new[] { 2.5 }));

    [Test]
    public void Median_OfVeryLargeValues_DoesNotOverflow() => Assert.That(
        Family(([0], [1.2e308]), ([0], [1.6e308])).Median.Values.Single(), Is.EqualTo(1.4e308).Within(1e294));

    [Test]
    public void Median_AfterARunEnded_CountsItsLastValue()
    {
        var median = Family(([0, 5], [1, 8]), ([0, 5, 20], [1, 2, 3]), ([0, 5, 20], [1, 4, 9])).Median;
        Assert.Multiple(() =>
        {
            Assert.That(median.Steps, Is.EqualTo(new[] { 0L, 5, 20 }));
            Assert.That(median.Values, Is.EqualTo(new[] { 1.0, 4, 8 }));
        });
    }

    [Test]
    public void Median_WithUndefinedValues_LeavesThemOut() =>
        Assert.That(Family(([0, 5], [1, double.NaN]), ([0, 5], [3, 7]), ([0, 5], [5, double.NaN])).Median.Values, Is.EqualTo(new[] { 3.0, 7 }));

    [Test]
    public void Family_OfASeriesThatIsNeverDefined_IsNull() => Assert.That(Of(([0], [double.NaN])), Is.Null);

    private static CurveFamily Family(params (long[] Steps, double[] Values)[] seeds) => Of(seeds)!;

    private static CurveFamily? Of(params (long[] Steps, double[] Values)[] seeds)
    {
        var cell = SyntheticRuns.Cell("g", 5, 0.5, 1, SyntheticRuns.Observation(100), [.. Enumerable.Range(0, seeds.Length).Select(seed => (ulong)seed)]);
        var shape = new SyntheticCurve(5, 20, 100, 0, 0.2, cell.Runs[0].Observation.Schedule);
        var runs = cell.Runs.Zip(seeds, (spec, seed) => new RunView(
            spec.Training.Seed, spec, SyntheticRuns.Result(spec, shape) with { Curve = new Curve([.. seed.Steps], ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty.Add("m", [.. seed.Values])) }, null, null, null));
        return CurveFamily.Of(new CellView(cell, [.. runs]), "m", "m", "s0");
    }
}
