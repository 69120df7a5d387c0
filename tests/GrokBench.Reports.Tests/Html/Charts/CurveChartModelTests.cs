using System.Collections.Immutable;
using GrokBench.Reports.Html.Charts;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Tests.Html.Synthetic;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Tests.Html.Charts;

internal sealed class CurveChartModelTests
{
    private readonly SuiteView power = SuiteView.Of(SyntheticReport.Build().Suites[0]);

    private readonly SuiteView nanda = SuiteView.Of(SyntheticReport.Build().Suites[1]);

    [Test]
    public void Accuracy_OfACensoredCell_SaysSoInWords()
    {
        var cell = power.Groups[0].Cells[0];
        var text = CurveChartModel.Accuracy(cell)!.Description;
        Assert.That(text, Does.StartWith("Accuracy over steps, logarithmic axis, 5 seeds. t_mem: median 69 ").And.Contain("t_gen: median > 6000 [6000, ∞), 5 of 5 seeds censored.").And.EndWith("Chance is 0.0189."));
    }

    [Test]
    public void Accuracy_OfTheAxis_ReachesFromStepZeroToTheBudget()
    {
        var model = CurveChartModel.Accuracy(power.Groups[0].Cells[1])!;
        Assert.Multiple(() =>
        {
            Assert.That(model.X.At(0), Is.EqualTo(Layout.Curve.Left));
            Assert.That(model.X.At(6000), Is.EqualTo(Layout.Curve.Right).Within(1e-9));
            Assert.That(model.ShowsBudget, Is.True);
        });
    }

    [Test]
    public void Marks_OfACellWhoseRunsHaveStages_SayWhenTheyBegin()
    {
        var cell = nanda.Groups[0].Cells[3];
        var plain = CurveChartModel.Accuracy(cell)!;
        var staged = new CellView(cell.Cell, [.. cell.Trained.Index().Select(run => run.Item with { Result = With(run.Item.Result!, [100, 200 + run.Index]) })]);
        var model = CurveChartModel.Accuracy(staged)!;
        Assert.Multiple(() =>
        {
            Assert.That(plain.Marks.Select(mark => mark.Label), Is.EqualTo(new[] { "t_mem", "t_gen" }));
            Assert.That(
                model.Marks[2..].Select(mark => (mark.Label, mark.Row, mark.Summary.Median.Value)), Is.EqualTo(new[] { ("stage 1", EventMark.InsideRow, 100.0), ("stage 2", EventMark.InsideRow, 201.5) }));
            Assert.That(model.Description, Does.Contain(" stage 1 from step 100 [100, 100]. stage 2 from step 202 [200, 203]. Final median"));
        });

        static RunResult With(RunResult result, ImmutableArray<long> stages) => result with { Record = result.Record with { Stages = stages } };
    }

    [Test]
    public void Axis_OfRunsThatEndedLongBeforeTheirBudget_EndsWithThem()
    {
        var cell = nanda.Groups[0].Cells[3];
        var model = CurveChartModel.Accuracy(new CellView(cell.Cell, [.. cell.Trained.Select(run => run with { Result = Shortened(run.Result!) })]))!;
        Assert.Multiple(() =>
        {
            Assert.That(model.ShowsBudget, Is.False);
            Assert.That(model.X.At(600), Is.EqualTo(Layout.Curve.Right).Within(1e-9));
        });

        static RunResult Shortened(RunResult result)
        {
            var count = result.Curve.Steps.Count(step => step <= 600);
            var kept = result.Curve.Steps[..(count - 1)].Add(600);
            return result with { Curve = new Curve(kept, result.Curve.Series.ToDictionary(item => item.Key, item => item.Value[..count]).ToImmutableSortedDictionary(StringComparer.Ordinal)) };
        }
    }

    [Test]
    public void Loss_WithStepLosses_DrawsSpikes()
    {
        var model = CurveChartModel.Loss(power.Groups[0].Cells[1])!;
        Assert.Multiple(() =>
        {
            Assert.That(model.SpikePath, Does.Match(@"^(M[0-9.]+ [0-9.]+V[0-9.]+)+$"));
            Assert.That(model.Description, Does.Contain("Largest training loss of a single step 1"));
            Assert.That(model.Y, Is.TypeOf<LogScale>());
        });
    }

    [Test]
    public void Loss_SpikesOfSeveralSeedsAtAStep_AreOneStrokeWhereTheyOverlap()
    {
        var cell = power.Groups[0].Cells[1];
        var one = CurveChartModel.Loss(new CellView(cell.Cell, [cell.Runs[0]]))!;
        var twice = CurveChartModel.Loss(new CellView(cell.Cell, [cell.Runs[0], cell.Runs[0]]))!;
        Assert.That(one.SpikePath, Is.Not.Empty);
        Assert.That(twice.SpikePath, Is.EqualTo(one.SpikePath));
    }

    [Test]
    public void Measure_ThatNoRunHas_IsNull() => Assert.That(CurveChartModel.Measure(power.Groups[0].Cells[0], "weight-norm"), Is.Null);

    [Test]
    public void Measure_InWords_GivesStartPeakAndEnd() =>
        Assert.That(CurveChartModel.Measure(nanda.Groups[0].Cells[1], "weight-norm")!.Description, Does.Match(@"Median 40 at the start, highest 6[0-9.]+ at step [0-9]+, 2[0-9.]+ at the end\."));

    /// <summary>
    /// Three of five seeds are at infinity, so that the median is nowhere finite though two seeds are; in the other cases all values are
    /// the same.
    /// </summary>
    [TestCase(2, double.PositiveInfinity, "The median is finite at no step, ∞ at the end.")]
    [TestCase(0, double.MaxValue, "Median 1.8e308 at the start, highest 1.8e308 at step 0, 1.8e308 at the end.")]
    [TestCase(0, double.Epsilon, "Median 4.94e-324 at the start, highest 4.94e-324 at step 0, 4.94e-324 at the end.")]
    [TestCase(0, double.MinValue, "Median -1.8e308 at the start, highest -1.8e308 at step 0, -1.8e308 at the end.")]
    public void Measure_OfExtremeValues_IsDrawnAndPutIntoWords(int ordinary, double value, string words)
    {
        var cell = power.Groups[0].Cells[0];
        var runs = cell.Runs.Select((run, i) => run with { Result = With(run.Result!, i < ordinary ? 1 : value) });
        var changed = new CellView(cell.Cell, [.. runs]);
        var model = CurveChartModel.Measure(changed, "extreme")!;
        Assert.Multiple(() =>
        {
            Assert.That(model.Description, Does.EndWith(words));
            Assert.That(
                model.Families.Single().Seeds.SelectMany(seed => seed.Values).Select(model.Y.At),
                Is.All.InRange(Layout.Curve.Top, Layout.Curve.Bottom));
        });

        static RunResult With(RunResult result, double value) => result with
        {
            Curve = new Curve(result.Curve.Steps, result.Curve.Series.Add("extreme", [.. result.Curve.Steps.Select(_ => value)])),
        };
    }

    [Test]
    public void Parts_OfAMeasure_NameTheSixThatEndHighest()
    {
        var model = CurveChartModel.Parts(CellWithParts(8, 1), Parts(8))!;
        Assert.Multiple(() =>
        {
            Assert.That(model.Families.Select(family => family.Label), Is.EqualTo(new[] { "8", "7", "6", "5", "4", "3" }));
            Assert.That(model.UnnamedPath.Count(letter => letter == 'M'), Is.EqualTo(2));
            Assert.That(model.Description, Does.StartWith("Median of scale over steps, logarithmic axis, by part, 5 seeds. At the end 8 8, 7 7").And.EndWith(", 2 others at most 2."));
            Assert.That(model.Y, Is.TypeOf<LinearScale>());
        });
    }

    [Test]
    public void Parts_OverTwoDecades_HaveALogarithmicAxis() => Assert.That(CurveChartModel.Parts(CellWithParts(3, 50), Parts(3))!.Y, Is.TypeOf<LogScale>());

    [Test]
    public void Parts_ThatNoRunHas_AreNull() => Assert.That(CurveChartModel.Parts(power.Groups[0].Cells[0], Parts(2)), Is.Null);

    [Test]
    public void CircuitLosses_OfACell_AreTheFourOfItsFirstRun()
    {
        var cell = power.Groups[0].Cells[1];
        var model = CurveChartModel.CircuitLosses(WithSeries(cell, "circuit-loss/restricted", "circuit-loss/excluded"), "circuit-loss")!;
        Assert.Multiple(() =>
        {
            Assert.That(model.Families.Select(family => (family.Label, family.Seeds.Length)), Is.EqualTo(new[] { ("train", 1), ("test", 1), ("restricted", 1), ("excluded", 1) }));
            Assert.That(model.Families[0].Median.Values, Is.EqualTo(cell.Trained[0].Result!.Curve.Series["train.loss"]));
            Assert.That(model.Families[3].Median.Values, Is.All.EqualTo(2));
            Assert.That(model.Y, Is.TypeOf<LogScale>());
            Assert.That(model.Description, Does.StartWith("Losses of seed 0 over steps, both axes logarithmic.").And.Contain("restricted 1, excluded 2"));
        });
    }

    [Test]
    public void CircuitLosses_WithoutOneOfThem_AreNull() =>
        Assert.That(CurveChartModel.CircuitLosses(WithSeries(power.Groups[0].Cells[1], "circuit-loss/restricted"), "circuit-loss"), Is.Null);

    /// <summary>The i-th of the series is i + 1 at every step.</summary>
    private static CellView WithSeries(CellView cell, params string[] names) => new(cell.Cell, [.. cell.Runs.Select(run => run with
    {
        Result = run.Result! with
        {
            Curve = new Curve(
                run.Result.Curve.Steps,
                run.Result.Curve.Series.AddRange(names.Select((name, i) => KeyValuePair.Create(name, run.Result.Curve.Steps.Select(_ => i + 1.0).ToImmutableArray())))),
        },
    })]);

    private static IGrouping<string, string> Parts(int count) => Enumerable.Range(1, count).Select(part => FormattableString.Invariant($"scale/{part}")).GroupBy(_ => "scale").Single();

    /// <summary>Part i is i at every step, the first part a share of it.</summary>
    private CellView CellWithParts(int count, double firstLower)
    {
        var cell = power.Groups[0].Cells[0];
        return new CellView(cell.Cell, [.. cell.Runs.Select(run => run with { Result = WithParts(run.Result!) })]);

        RunResult WithParts(RunResult result) => result with
        {
            Curve = new Curve(result.Curve.Steps, result.Curve.Series.AddRange(Parts(count).Select((name, i) => KeyValuePair.Create(name, Constant(result, i == 0 ? 1 / firstLower : i + 1))))),
        };

        static ImmutableArray<double> Constant(RunResult result, double value) => [.. result.Curve.Steps.Select(_ => value)];
    }
}
