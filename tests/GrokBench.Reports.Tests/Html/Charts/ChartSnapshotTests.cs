using GrokBench.Reports.Html.Charts;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Tests.Html.Synthetic;
using GrokBench.Suites;
using GrokBench.Suites.Records;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrokBench.Reports.Tests.Html.Charts;

/// <summary>A small chart as it was when a person last looked at it. The file changes only with a reason in the commit.</summary>
internal sealed class ChartSnapshotTests
{
    [Test]
    public async Task SweepChart_OfTwoCells_IsAsSeen()
    {
        var observation = SyntheticRuns.Observation(1000);
        Cell[] cells = [.. new[] { 0.25, 0.5 }.Select(fraction => SyntheticRuns.Cell("g", 31, fraction, 1, observation, [0, 1], new Coordinate("task.train", fraction)))];
        var results = new ResultSet(cells.SelectMany((cell, index) => cell.Runs.Select(spec => SyntheticRuns.Result(
            spec, new SyntheticCurve(10, index == 0 && spec.Training.Seed == 1 ? double.PositiveInfinity : 200 - 100 * index, 1000, spec.Training.Seed, 1.0 / 31, observation.Schedule)))));
        var model = SweepModel.Events(GroupView.Of(new RunGroup("g", "", true, ["task.train"], [.. cells], [0, 1], []), results)).Single();

        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var drawn = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<SweepChart>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = model }))).ToHtmlString());

        var seen = await File.ReadAllTextAsync(Path.Combine(TestContext.CurrentContext.TestDirectory, "Html", "Charts", "sweep.svg.txt"));
        Assert.That(Lines(drawn), Is.EqualTo(Lines(seen)));
    }

    /// <summary>An element a line, so that a difference is easy to see.</summary>
    private static string[] Lines(string markup) => markup.Replace("><", ">\n<", StringComparison.Ordinal).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
