using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks.Images;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Tests.Html.Synthetic;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Tests.Html.Views;

internal sealed class ClaimCheckCommandTests
{
    private static readonly SuiteReport Report = SyntheticReport.WithOwnEvents();

    [Test]
    public void Of_AFinishedClaim_ExpectsTheDigestsOfItsRuns()
    {
        var command = Of(Report)!;

        Assert.That(command.Runs, Is.EqualTo(5));
        Assert.That(command.Text, Is.EqualTo(
            "make build && dotnet src/GrokBench.Runner/bin/Release/net10.0/grokbench.dll bench suites/made-up.yaml --only C1 --profile ci "
            + $"--out results/again/made-up-C1 --expect {string.Join(',', Report.Runs.Select(run => run.Digest[..16]))}"));
    }

    [Test]
    public void Of_AReportWithoutCurves_IsTheSame() => Assert.That(Of(Report.WithoutCurves()), Is.EqualTo(Of(Report)));

    [Test]
    public void Of_AMissingRun_IsNone()
    {
        var cell = Report.Suite.Groups[0].Cells[0];
        var kept = new ResultSet(cell.Runs[1..].Select(run => Report.Results.Find(run)!));

        Assert.That(Of(Report with { Results = kept }), Is.Null);
        Assert.That(Of(Report with { Results = ResultSet.Empty }), Is.Null);
    }

    [Test]
    public void Of_RunsOnFiles_FetchesThemFirst()
    {
        var group = Report.Suite.Groups[0];
        var cell = group.Cells[0] with { Runs = [.. group.Cells[0].Runs.Select(OnFiles)] };
        var results = new ResultSet(cell.Runs.Select((run, i) => Report.Results.Find(group.Cells[0].Runs[i])! with { Spec = run }));
        var suite = Report.Suite with { Groups = [group with { Cells = [cell] }] };

        Assert.That(Of(Report with { Suite = suite, Results = results })!.Text, Does.StartWith("make build data && dotnet "));
    }

    [Test]
    public void Of_LongNames_NamesAFolderThatFileSystemsAllow()
    {
        var suite = Report.Suite with { Name = new string('x', 300) };

        Assert.That(Of(Report with { Suite = suite })!.Text, Does.Contain($" --out results/again/{new string('x', 200)} "));
    }

    private static ClaimCheckCommand? Of(SuiteReport report) => ClaimCheckCommand.Of(report, report.Suite.Claims[0]);

    private static RunSpec OnFiles(RunSpec run) =>
        new(run.Training with { Task = new Choice(new Mnist(), [new("pool", "train"), new("train", 100)]) }, run.Observation);
}
