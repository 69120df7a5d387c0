using System.Collections.Immutable;
using GrokBench.Reports.Html.Charts;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Tests.Html.Synthetic;
using GrokBench.Suites;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Tests.Html.Charts;

internal sealed class SweepModelTests
{
    private readonly SuiteView power = SuiteView.Of(SyntheticReport.Build().Suites[0]);

    private readonly SuiteView nanda = SuiteView.Of(SyntheticReport.Build().Suites[1]);

    [Test]
    public void Sweep_AlongOneAxis_HasEverySeedAndAMedianPerCell()
    {
        var sweep = SweepModel.Events(power.Groups[0]).Single();
        var generalised = sweep.Series.Single(series => series.Label == "t_gen");
        Assert.Multiple(() =>
        {
            Assert.That(sweep.Axis, Is.EqualTo("task.train"));
            Assert.That(generalised.Points, Has.Length.EqualTo(25));
            Assert.That(generalised.Points.Count(point => !point.Value.Exact), Is.EqualTo(5), "all seeds of the smallest fraction are censored");
            Assert.That(generalised.Medians.Select(median => median.X), Is.EqualTo(new[] { 0.3, 0.4, 0.5, 0.6, 0.8 }));
            Assert.That(generalised.Medians[0].Value.Exact, Is.False);
            Assert.That(sweep.Description, Does.Contain("0.3: t_mem").And.Contain("t_gen > 6000"));
        });
    }

    [Test]
    public void Sweep_AlongTwoAxes_HasAPanelPerValueOfTheOther()
    {
        var panels = SweepModel.Events(nanda.Groups[0]);
        Assert.That(panels.Select(panel => panel.Title), Is.EqualTo(new[] { "optimiser.weight-decay=0.3", "optimiser.weight-decay=1" }));
    }

    [Test]
    public void Sweep_OfWords_StandsAtEqualDistances()
    {
        var observation = SyntheticRuns.Observation(100);
        Cell[] cells = [.. new[] { "x+y", "x-y" }.Select(word => SyntheticRuns.Cell("g", word == "x+y" ? 5 : 7, 0.5, 1, observation, [0], new Coordinate("task.operation", word)))];
        var results = new ResultSet(cells.Select(cell => SyntheticRuns.Result(cell.Runs[0], new SyntheticCurve(5, 20, 100, 0, 0.2, observation.Schedule))));
        var group = GroupView.Of(new RunGroup("g", "", true, ["task.operation"], [.. cells], [0], []), results);
        Assert.That(SweepModel.Events(group).Single().X.Ticks.Select(tick => tick.Label), Is.EqualTo(new[] { "x+y", "x-y" }));
    }

    [TestCase(1e2, 1e10, 1e300)]
    [TestCase(1e-300, 1, 1e300)]
    [TestCase(-1e308, 0, 1e308)]
    [TestCase(0, 4.9406564584124654E-324, 1)]
    [TestCase(1, 1.0000000000000002, 1.0000000000000004)]
    [TestCase(double.MinValue, 1, double.MaxValue)]
    public void Sweep_OverExtremeNumbers_IsDrawnInTheirOrder(double low, double middle, double high)
    {
        const string axis = "optimiser.learning-rate";
        var observation = SyntheticRuns.Observation(100);
        var curve = new SyntheticCurve(5, 20, 100, 0, 0.2, observation.Schedule);
        ImmutableArray<Cell> cells =
        [
            .. new[] { low, middle, high }.Select((rate, i) =>
                SyntheticRuns.Cell("g", 5 + i, 0.5, 1, observation, [0], new Coordinate(axis, rate))),
        ];
        var results = new ResultSet(cells.Select(cell => SyntheticRuns.Result(cell.Runs[0], curve)));
        var sweep = SweepModel.Events(GroupView.Of(new RunGroup("g", "", true, [axis], cells, [0], []), results)).Single();
        Assert.Multiple(() =>
        {
            Assert.That(
                sweep.Series[0].Points.Select(point => sweep.X.At(point.X)),
                Is.Ordered.And.All.InRange(Layout.Plain.Left, Layout.Plain.Right));
            Assert.That(sweep.X.Ticks, Has.Length.InRange(1, 80));
        });
    }

    [Test]
    public void Losses_ThatAreInfinite_AreNotDrawn()
    {
        var group = power.Groups[0];
        var infinite = group.Cells.Select(cell => With(cell, double.PositiveInfinity));
        Assert.That(SweepModel.Losses(group with { Cells = [.. infinite] }), Is.Empty);
    }

    [Test]
    public void Losses_OfCells_HaveEverySeedsLastValue()
    {
        var losses = SweepModel.Losses(power.Groups[0]).Single();
        var cell = power.Groups[0].Cells[4];
        Assert.Multiple(() =>
        {
            Assert.That(losses.Series.Select(series => series.Label), Is.EqualTo(new[] { "train", "test" }));
            Assert.That(losses.Series[1].Points.Where(point => point.X == 0.8).Select(point => point.Value.Value), Is.EqualTo(cell.Trained.Select(run => run.Result!.Curve.Series["test.loss"][^1])));
            Assert.That(losses.Description, Does.StartWith("Final train and test loss against task.train, median and interval over seeds. 0.3: train "));
        });
    }

    [Test]
    public void Losses_ThatAreNowherePositive_AreNotDrawn()
    {
        var group = power.Groups[0];
        Assert.That(SweepModel.Losses(group with { Cells = [.. group.Cells.Select(cell => With(cell, 0))] }), Is.Empty);
    }

    /// <summary>The cell with this loss at every step.</summary>
    private static CellView With(CellView cell, double loss)
    {
        return new(cell.Cell, [.. cell.Runs.Select(run => run.Result is { } result ? run with { Result = Changed(result) } : run)]);

        RunResult Changed(RunResult result) => result with
        {
            Curve = new Curve(
                result.Curve.Steps, result.Curve.Series.SetItem("train.loss", Constant(result)).SetItem("test.loss", Constant(result))),
        };

        ImmutableArray<double> Constant(RunResult result) => [.. result.Curve.Steps.Select(_ => loss)];
    }

    [Test]
    public void Sweep_WithoutAnAxisOrWithoutResults_IsNotDrawn()
    {
        Assert.Multiple(() =>
        {
            Assert.That(SweepModel.Events(power.Groups[1]), Is.Empty);
            Assert.That(SweepModel.Events(GroupView.Of(power.Groups[0].Group, ResultSet.Empty)), Is.Empty);
        });
    }

    [Test]
    public void Survival_OfCells_EndsAtTheShareThatGeneralised()
    {
        var survival = SurvivalModel.Of(power.Groups[0])!;
        Assert.Multiple(() =>
        {
            Assert.That(survival.Curves.Select(curve => curve.Label), Is.EqualTo(new[] { "0.3", "0.4", "0.5", "0.6", "0.8" }));
            Assert.That(survival.Curves.Select(curve => curve.AnyCensored), Is.EqualTo(new[] { true, false, false, false, false }));
            Assert.That(survival.Curves[0].End.Y, Is.EqualTo(survival.Y.At(0)));
            Assert.That(survival.Curves[4].End.Y, Is.EqualTo(survival.Y.At(1)));
        });
    }
}
