using System.Collections.Immutable;
using GrokBench.Reports.Html.Overview;
using GrokBench.Reports.Html.Pages;
using GrokBench.Reports.Html.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrokBench.Reports.Html;

/// <summary>
/// Renders a report as static pages that need nothing but a browser: a page per suite, one suite at a time so that curves of one alone are in memory, then
/// <c>index.html</c> and <c>environment.html</c>. A pure function of the report: same report, same bytes, in any culture.
/// </summary>
/// <param name="frame">What stands around every page.</param>
/// <param name="write">Takes a page's file name and text.</param>
public sealed class HtmlReport(Frame frame, Func<string, string, Task> write) : IAsyncDisposable
{
    public const string Index = "index.html";

    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();
    private readonly ImmutableArray<SuiteCard>.Builder cards = ImmutableArray.CreateBuilder<SuiteCard>();

    /// <summary>Writes the suite's page and keeps what the pages about all suites show of it.</summary>
    public async Task AddAsync(SuiteReport suite)
    {
        var view = SuiteView.Of(suite);
        await write(SuiteView.PageOf(suite.Suite), await Render<SuitePage>(new() { ["Frame"] = frame, ["Suite"] = view }).ConfigureAwait(false)).ConfigureAwait(false);
        cards.Add(SuiteCard.Of(view));
    }

    /// <summary>Writes the pages about all suites that were added.</summary>
    /// <param name="report">Of these suites, with curves or without.</param>
    public async Task FinishAsync(BenchReport report)
    {
        var view = new ReportView(report, cards.ToImmutable());
        await write(Index, await Render<IndexPage>(new() { ["View"] = view }).ConfigureAwait(false)).ConfigureAwait(false);
        await write("environment.html", await Render<EnvironmentPage>(new() { ["View"] = view }).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    /// <summary>All pages of a report whose curves are at hand, as file name and text.</summary>
    public static async Task<IReadOnlyList<(string Name, string Text)>> RenderAsync(BenchReport report)
    {
        var pages = new List<(string, string)>();
        await using var html = new HtmlReport(Frame.Of(report), (name, text) =>
        {
            pages.Add((name, text));
            return Task.CompletedTask;
        });
        foreach (var suite in report.Suites) await html.AddAsync(suite).ConfigureAwait(false);
        await html.FinishAsync(report).ConfigureAwait(false);
        return pages;
    }

    private async Task<string> Render<TPage>(Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        // A renderer keeps what it rendered: one for each page.
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters)).ConfigureAwait(true);
            return page.ToHtmlString();
        }).ConfigureAwait(false);
    }
}
