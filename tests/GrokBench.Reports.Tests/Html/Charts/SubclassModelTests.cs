using GrokBench.Reports.Html.Charts;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Images;
using GrokBench.Reports.Tests.Html.Synthetic;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Tests.Html.Charts;

internal sealed class SubclassModelTests
{
    [Test]
    public void Of_CellWithSubclasses_HasAPanelPerClass()
    {
        var model = SubclassModel.Of(View(0.2))!;
        Assert.Multiple(() =>
        {
            Assert.That(model.Panels.Select(panel => panel.Class), Is.EqualTo(new[] { 0, 1, 2, 3 }));
            Assert.That(model.Panels[1].Lines.Select(line => (line.Subclass.Number, line.Presence)), Is.EqualTo(new[] { (2, Presence.Full), (3, Presence.Sparse) }));
            Assert.That(model.Panels[1].Lines.Select(line => line.Final!.Median.Value), Is.EqualTo(new[] { 0.5, 0.25 }).Within(1e-12));
            Assert.That(model.Panels[1].Whole!.Median.Last, Is.EqualTo(0.5).Within(1e-12));
            Assert.That(
                model.Panels[1].Description,
                Is.EqualTo("Test accuracy of class 1 over steps, logarithmic axis, medians over seeds. At the end 0.5 in all; subclass 2 0.5, subclass 3 (sparse in training) 0.25."));
        });
    }

    [TestCase(0, new[] { Presence.Full, Presence.LeftOut })]
    [TestCase(1, new[] { Presence.Full })]
    public void Presences_OfAllPanels_AreThoseOfTheTask(double factor, Presence[] expected) => Assert.That(SubclassModel.Of(View(factor))!.Presences, Is.EqualTo(expected));

    [Test]
    public void Of_TaskWithoutSubclasses_IsNull() => Assert.That(SubclassModel.Of(SuiteView.Of(SyntheticReport.Build().Suites[0]).Groups[0].Cells[0]), Is.Null);

    [Test]
    public void Accuracy_OfTheSameCell_LeavesNumberedSplitsToThePanels() =>
        Assert.That(CurveChartModel.Accuracy(View(0.2))!.Families.Select(family => family.Label), Is.EqualTo(new[] { "train", "test" }));

    private static CellView View(double factor)
    {
        var cell = SyntheticSubclasses.Cell("shift", factor, SyntheticRuns.Observation(1000), [0, 1]);
        return CellView.Of(cell, new ResultSet(cell.Runs.Select(SyntheticSubclasses.Result)));
    }
}
