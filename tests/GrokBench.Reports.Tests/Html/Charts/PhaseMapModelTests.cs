using System.Collections.Immutable;
using GrokBench.Reports.Html.Charts;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Tests.Html.Synthetic;
using GrokBench.Suites;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Tests.Html.Charts;

internal sealed class PhaseMapModelTests
{
    private const string Rate = "optimiser.learning-rate", Decay = "optimiser.weight-decay";

    private static readonly Observation Watched = SyntheticRuns.Observation(1000);

    /// <summary>Of three seeds, by how many generalise.</summary>
    [Test]
    public void Map_OfTwoNumbers_HasTheMostFrequentPhaseByColumnAndRow()
    {
        var map = PhaseMapModel.Of(Group([Rate, Decay], Cell(3, (Rate, 1e-2), (Decay, 0)), Cell(0, (Rate, 1e-3), (Decay, 0)), Cell(2, (Rate, 1e-2), (Decay, 10)), Cell(1, (Rate, 1e-3), (Decay, 10)))).Single();
        Assert.Multiple(() =>
        {
            Assert.That((map.Title, map.XAxis, map.YAxis), Is.EqualTo(("", Rate, Decay)));
            Assert.That(map.Columns, Is.EqualTo(new[] { "0.001", "0.01" }));
            Assert.That(map.Rows.Select(row => row.Value), Is.EqualTo(new[] { "10", "0" }), "the largest is the first row");
            Assert.That(map.Rows.SelectMany(row => row.Cells).Select(cell => (cell!.Commonest.Single(), cell.Count, cell.Trained)), Is.EqualTo(new[]
            {
                (Phase.Memorisation, 2, 3), (Phase.Grokking, 2, 3), (Phase.Memorisation, 3, 3), (Phase.Grokking, 3, 3),
            }));
            Assert.That(map.Shown, Is.EqualTo(new[] { Phase.Memorisation, Phase.Grokking }));
            Assert.That(map.Rows[0].Cells[1]!.Tally, Is.EqualTo(new[] { (Phase.Grokking, 2), (Phase.Memorisation, 1) }));
            Assert.That(map.Rows[0].Cells[0]!.Text, Is.EqualTo("2 memorisation, 1 grokking"));
        });
    }

    [Test]
    public void Map_OfAsManySeedsInEitherPhase_HasBoth()
    {
        var map = PhaseMapModel.Of(Grid(Cell(1, 2, (Rate, 1), (Decay, 1)))).Single();
        Assert.That(map.Rows[1].Cells[0]!.Commonest, Is.EqualTo(new[] { Phase.Memorisation, Phase.Grokking }));
    }

    [Test]
    public void Map_OfACellWithoutResults_SaysSo()
    {
        var map = PhaseMapModel.Of(Grid(Cell(0, 0, (Rate, 1), (Decay, 1)))).Single();
        var cell = map.Rows[1].Cells[0]!;
        Assert.That((cell.Commonest.IsEmpty, cell.Text), Is.EqualTo((true, "no result")));
    }

    /// <summary>A sweep of which a place is left out, as by a zip beside it.</summary>
    [Test]
    public void Map_WithAPlaceThatNoCellHas_LeavesItFree()
    {
        var map = PhaseMapModel.Of(Group([Rate, Decay], Cell(3, (Rate, 1), (Decay, 1)), Cell(3, (Rate, 1), (Decay, 2)), Cell(3, (Rate, 2), (Decay, 1)))).Single();
        Assert.That(map.Rows.SelectMany(row => row.Cells).Count(cell => cell is null), Is.EqualTo(1));
    }

    [Test]
    public void Map_OfAThirdSetting_HasAPanelForEachOfItsValues()
    {
        var cells = from size in new[] { 7.0, 11 } from rate in new[] { 1.0, 2, 3 } from decay in new[] { 0.0, 1, 2 } select Cell(3, ("task.modulus", size), (Rate, rate), (Decay, decay));
        Assert.That(PhaseMapModel.Of(Group(["task.modulus", Rate, Decay], [.. cells])).Select(map => map.Title), Is.EqualTo(new[] { "task.modulus=7", "task.modulus=11" }));
    }

    [Test]
    public void Map_OfOneNumber_IsNone() => Assert.That(PhaseMapModel.Of(Group([Rate], Cell(3, (Rate, 1)), Cell(3, (Rate, 2)))), Is.Empty);

    [Test]
    public void Map_OfNumbersThatAdvanceTogether_IsNone() =>
        Assert.That(PhaseMapModel.Of(Group([Rate, Decay], Cell(3, (Rate, 1), (Decay, 1)), Cell(3, (Rate, 2), (Decay, 2)))), Is.Empty);

    [Test]
    public void Map_OfANumberThatNeverChanges_IsNone() =>
        Assert.That(PhaseMapModel.Of(Group([Rate, Decay], Cell(3, (Rate, 1), (Decay, 1)), Cell(3, (Rate, 2), (Decay, 1)))), Is.Empty);

    [Test]
    public void Map_OfAGroupWithoutResults_IsNone() =>
        Assert.That(PhaseMapModel.Of(Group([Rate, Decay], [.. from rate in new[] { 1.0, 2 } from decay in new[] { 0.0, 1 } select Cell(0, 0, (Rate, rate), (Decay, decay))])), Is.Empty);

    /// <summary>Two by two, of which one place is this cell.</summary>
    private static GroupView Grid((CellView, ImmutableArray<RunResult>) first) =>
        Group([Rate, Decay], first, Cell(3, (Rate, 2), (Decay, 1)), Cell(3, (Rate, 1), (Decay, 2)), Cell(3, (Rate, 2), (Decay, 2)));

    private static (CellView Cell, ImmutableArray<RunResult> Results) Cell(int grokking, params (string Axis, double Value)[] at) => Cell(grokking, 3, at);

    /// <param name="grokking">Seeds that generalise at step 500; all memorise at step 5.</param>
    private static (CellView Cell, ImmutableArray<RunResult> Results) Cell(int grokking, int trained, params (string Axis, double Value)[] at)
    {
        ImmutableArray<Coordinate> coordinates = [.. at.Select(item => new Coordinate(item.Axis, item.Value))];
        var cell = SyntheticRuns.Cell("g", 7, 0.5, 1, Watched, [0, 1, 2], [.. coordinates]);
        ImmutableArray<RunResult> results =
            [.. cell.Runs.Take(trained).Select((run, i) => SyntheticRuns.Result(run, new SyntheticCurve(5, i < grokking ? 500 : double.PositiveInfinity, 1000, (ulong)i, 0.2, Watched.Schedule)))];
        return (CellView.Of(cell, new ResultSet(results)), results);
    }

    private static GroupView Group(ImmutableArray<string> axes, params ImmutableArray<(CellView Cell, ImmutableArray<RunResult> Results)> cells) =>
        new(new RunGroup("g", "", true, axes, [.. cells.Select(cell => cell.Cell.Cell)], [0, 1, 2], []), [.. cells.Select(cell => cell.Cell)]);
}
