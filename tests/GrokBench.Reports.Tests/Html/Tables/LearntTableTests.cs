using System.Text.Json;
using AngleSharp.Html.Parser;
using GrokBench.Models;
using GrokBench.Models.Kinds;
using GrokBench.Models.Snapshots;
using GrokBench.Models.Tasks;
using GrokBench.Reports.Html;
using GrokBench.Reports.Html.Tables;
using GrokBench.Reports.Tests.Html.Synthetic;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Tests.Html.Tables;

public sealed class LearntTableTests
{
    private static readonly Choice Division = new(Catalogue.Tasks["modular-arithmetic"], [new("operation", "x/y"), new("modulus", 5), new("train", 0.5)]);

    [Test]
    public void Of_Division_PutsEveryRowInItsCell()
    {
        var data = Data(Division);
        var run = Run(Division, Snapshot(0, data, (_, _) => 0), Snapshot(7, data, (row, label) => label));

        var table = LearntTable.Of(run)!;

        Assert.Multiple(() =>
        {
            Assert.That((table.Elements, table.Operation, table.Steps.Length), Is.EqualTo((5, "x/y", 2)));
            for (var x = 0; x < 5; x++)
            {
                Assert.That(table.Parts[0].Expected[5 * x], Is.EqualTo(TableSnapshot.NoAnswer), "nothing is divided by 0");
                for (var y = 1; y < 5; y++) Assert.That(table.Parts[0].Expected[(5 * x) + y] * y % 5, Is.EqualTo(x));
            }

            Assert.That(table.Parts[0].Trained.Count(trained => trained), Is.EqualTo(10));
            Assert.That(table.Steps[1].Answers, Is.EqualTo(table.Parts[0].Expected));
            Assert.That((table.Steps[1].Trained, table.Steps[1].Others), Is.EqualTo((1.0, 1.0)));
            Assert.That(10 * (table.Steps[0].Trained + table.Steps[0].Others), Is.EqualTo(4).Within(1e-12), "0/y, trained on or not");
        });
    }

    [Test]
    public void Of_ARunWithoutSnapshots_IsNull() => Assert.That(LearntTable.Of(Run(Addition)), Is.Null);

    [Test]
    public void Of_Labels_AreThoseThatTheRunWasToLearn()
    {
        var spoilt = new Choice(Catalogue.Tasks["modular-arithmetic"], [new("operation", "x+y"), new("modulus", 5), new("train", 0.5), new("labels", "random")]);
        var table = LearntTable.Of(Run(spoilt, Snapshot(0, Data(spoilt), (_, label) => label)))!;
        Assert.That(table.Steps[0].Others, Is.EqualTo(1));
    }

    [Test]
    public void Of_ARunWithAStage_HasTheTrainingSetOfEachPart()
    {
        var run = Run(Addition, Snapshot(0, Data(Addition), (_, label) => label), Snapshot(10, Data(Addition), (_, label) => label), Snapshot(11, Data(Addition), (_, label) => label));
        var stage = SettingValue.Mapping([new("at", 10), new("task.train", 3)]);
        var spec = run.Spec with { Training = run.Spec.Training with { Training = run.Spec.Training.Training.With("stages", SettingValue.ListOf([stage])) } };

        var begun = LearntTable.Of(run with { Spec = spec, Record = run.Record with { Stages = [10] } })!;
        var before = LearntTable.Of(run with { Spec = spec })!;

        Assert.Multiple(() =>
        {
            Assert.That(begun.Parts.Select(part => part.Trained.Count(trained => trained)), Is.EqualTo(new[] { 12, 3 }));
            Assert.That(begun.Steps.Select(step => step.Part), Is.EqualTo(new[] { 0, 0, 1 }), "a boundary belongs to the part before");
            Assert.That(before.Parts, Has.Length.EqualTo(1));
        });
    }

    [Test]
    public void Player_OfManySteps_LeavesOutSomeButNeitherTheFirstNorTheLast()
    {
        var data = Data(Addition);
        var table = LearntTable.Of(Run(Addition, [.. Enumerable.Range(0, 20).Select(step => Snapshot(step, data, (row, _) => row % 5))]))!;

        var whole = TablePlayerModel.Of(table, 1_000_000);
        var small = TablePlayerModel.Of(table, whole.Data.Length / 3);

        Assert.Multiple(() =>
        {
            Assert.That((whole.Left, whole.Table.Steps.Length), Is.EqualTo((0, 20)));
            Assert.That(small.Data, Has.Length.LessThanOrEqualTo(whole.Data.Length / 3));
            Assert.That((small.Table.Steps[0].Step, small.Table.Steps[^1].Step, small.Left + small.Table.Steps.Length), Is.EqualTo((0L, 19L, 20)));
            Assert.That(small.Csv, Is.EqualTo(whole.Csv), "the numbers are all there");
            Assert.That(TablePlayerModel.Of(table, 1).Table.Steps.Select(step => step.Step), Is.EqualTo(new long[] { 0, 19 }));
        });
    }

    [Test]
    public void Player_OfUnits_HasTheirSpectrumAmongTheNumbers()
    {
        var model = TablePlayerModel.Of(LearntTable.Of(Run(Addition, Snapshot(3, Data(Addition), (_, label) => label)))!, 100_000);
        Assert.That(model.Csv, Is.EqualTo("seed,step,trained,others,frequency 1,frequency 2\n0,3,1,1,0.25,0.75\n"));
    }

    [Test]
    public async Task Page_OfASuiteWithSnapshots_CarriesTheTableAndItsScriptOnce()
    {
        var report = SyntheticReport.Build();
        var page = new HtmlParser().ParseDocument((await HtmlReport.RenderAsync(SyntheticSnapshots.AddedTo(report))).Single(page => page.Name == "power-2022.html").Text);
        var data = JsonDocument.Parse(page.QuerySelector(".player script")!.TextContent).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(page.QuerySelectorAll(".player"), Has.Length.EqualTo(1));
            Assert.That(page.QuerySelectorAll("script").Count(script => script.TextContent.Contains("drawClock", StringComparison.Ordinal)), Is.EqualTo(1));
            Assert.That((data.GetProperty("elements").GetInt32(), data.GetProperty("steps").GetArrayLength()), Is.EqualTo((5, 3)));
            Assert.That(data.GetProperty("parts")[0].GetProperty("expected").GetBytesFromBase64(), Has.Length.EqualTo(25));
            Assert.That(page.QuerySelector(".player .ask")!.TextContent, Does.Contain("a+b"));
        });
    }

    private static RunResult Run(Choice task, params TableSnapshot[] snapshots)
    {
        var spec = SyntheticRuns.Cell("g", 53, 0.5, 1, SyntheticRuns.Observation(100), [0]).Runs[0];
        spec = new RunSpec(spec.Training with { Task = task }, spec.Observation);
        var run = SyntheticRuns.Result(spec, new SyntheticCurve(10, 50, 100, 0, 0.1, spec.Observation.Schedule));
        return snapshots.Length == 0 ? run : run with { Record = run.Record with { Snapshots = [.. snapshots] } };
    }

    private static Dataset Data(Choice task) => SyntheticSnapshots.Data(Run(task).Spec);

    private static Choice Addition => SyntheticSnapshots.Addition;

    private static TableSnapshot Snapshot(long step, Dataset data, Func<int, int, int> answer) => SyntheticSnapshots.Of(step, data, answer);
}
