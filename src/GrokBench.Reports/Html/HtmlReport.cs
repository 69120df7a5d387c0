using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using GrokBench.Reports.Faults;
using GrokBench.Reports.Html.Overview;
using GrokBench.Reports.Html.Pages;
using GrokBench.Reports.Html.Parts;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Tracking;
using GrokBench.Suites.Records;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrokBench.Reports.Html;

/// <summary>
/// Renders a report as static pages that need nothing but a browser: a page per suite, one suite at a time so that curves of one alone are
/// in memory, then <c>index.html</c> and <c>environment.html</c>. A pure function of the report: same report, same bytes, in any culture.
/// What cannot be drawn costs nothing else: a sentence stands in its place.
/// </summary>
public sealed class HtmlReport : IAsyncDisposable
{
    public const string Index = "index.html";

    private readonly Frame frame;
    private readonly Func<string, string, Task> write;
    private readonly FaultLog log;
    private readonly ServiceProvider services;
    private readonly ImmutableArray<SuiteCard>.Builder cards = ImmutableArray.CreateBuilder<SuiteCard>();

    /// <param name="frame">What stands around every page.</param>
    /// <param name="write">Takes a page's file name and text.</param>
    public HtmlReport(Frame frame, Func<string, string, Task> write)
    {
        (this.frame, this.write, log) = (frame, write, new FaultLog());
        services = new ServiceCollection().AddSingleton(log).BuildServiceProvider();
    }

    /// <summary>Writes the suite's page and keeps what the pages about all suites show of it.</summary>
    /// <returns>What could not be drawn or written.</returns>
    public async Task<ImmutableArray<Fault>> AddAsync(SuiteReport suite)
    {
        var (name, file, view) = (suite.Suite.Name, frame.FileOf(suite.Suite), new Lazy<SuiteView>(() => SuiteView.Of(suite)));
        var without = suite with { Results = ResultSet.Empty };
        var faults = await WriteAsync<SuitePage>(name, name, file, () => new() { ["Frame"] = frame, ["Suite"] = view.Value }, without)
            .ConfigureAwait(false);
        try
        {
            cards.Add(SuiteCard.Of(view.Value, file));
        }
        catch (Exception exception) when (Fault.IsLocal(exception))
        {
            cards.Add(SuiteCard.Of(without, file));
            faults.Add(Fault.Of(name, "curves of the overview", exception));
        }

        return [.. faults];
    }

    /// <summary>Writes the pages about all suites that were added.</summary>
    /// <param name="report">Of these suites, with curves or without.</param>
    /// <returns>What could not be drawn or written.</returns>
    public async Task<ImmutableArray<Fault>> FinishAsync(BenchReport report)
    {
        var view = new Lazy<ReportView>(() => new ReportView(report, frame, cards.ToImmutable()));
        Dictionary<string, object?> Parameters() => new() { ["View"] = view.Value };
        var index = await WriteAsync<IndexPage>("", "Overview", Index, Parameters).ConfigureAwait(false);
        var environment = await WriteAsync<EnvironmentPage>("", "Environment", "environment.html", Parameters).ConfigureAwait(false);
        return [.. index, .. environment];
    }

    /// <summary>Writes the page of history, or one that says why there is none.</summary>
    /// <param name="report">Whose runs are the newest version.</param>
    public async Task AddHistoryAsync(Func<VersionHistory> history, BenchReport report) => await WriteAsync<HistoryPage>("", "History", HistoryHtml.File, () => new()
    {
        ["Frame"] = frame,
        ["History"] = history(),
        ["StandIns"] = report.Suites.SelectMany(suite => suite.StandIns).Distinct().ToImmutableArray(),
        ["Digest"] = RunDigest.Of(report.Suites.SelectMany(suite => suite.Runs)),
    }).ConfigureAwait(false);

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
        var faults = report.Faults.ToBuilder();
        foreach (var suite in report.Suites) faults.AddRange(await html.AddAsync(suite).ConfigureAwait(false));
        await html.FinishAsync(report with { Faults = faults.ToImmutable() }).ConfigureAwait(false);
        return pages;
    }

    /// <summary>Writes a page or, where it cannot be rendered, one that says so.</summary>
    /// <param name="suite">Whose page it is; empty where it is about all suites.</param>
    /// <param name="instead">The suite without what the page may have failed for; null where it is about all suites.</param>
    /// <returns>What could not be drawn or written.</returns>
    private async Task<List<Fault>> WriteAsync<TPage>(
        string suite, string title, string file, Func<Dictionary<string, object?>> parameters, SuiteReport? instead = null)
        where TPage : IComponent
    {
        var part = suite.Length == 0 ? $"page {title}" : "page";
        var faults = new List<Fault>();
        try
        {
            await write(file, await RenderOrSay().ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception exception) when (Fault.IsLocal(exception))
        {
            faults.Add(Fault.Of(suite, part, exception));
        }

        return faults;

        async Task<string> RenderOrSay()
        {
            try
            {
                return await Render<TPage>(parameters(), (broken, exception) => faults.Add(Fault.Of(suite, broken, exception)))
                    .ConfigureAwait(false);
            }
            catch (Exception exception) when (Fault.IsLocal(exception))
            {
                var fault = Fault.Of(suite, part, exception);
                faults.Add(fault);
                Dictionary<string, object?> broken =
                    new() { ["Frame"] = frame, ["Title"] = title, ["File"] = file, ["Message"] = fault.Message, ["Suite"] = instead };
                return await Render<BrokenPage>(broken, (_, _) => { }).ConfigureAwait(false);
            }
        }
    }

    /// <param name="broke">Told of each part in whose place a sentence stands.</param>
    private async Task<string> Render<TPage>(Dictionary<string, object?> parameters, Action<string, Exception> broke)
        where TPage : IComponent
    {
        // A renderer keeps what it rendered: one for each page.
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var text = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters)).ConfigureAwait(true);
            return page.ToHtmlString();
        }).ConfigureAwait(false);
        foreach (var (part, exception) in log.Take())
        {
            if (!Fault.IsLocal(exception)) ExceptionDispatchInfo.Throw(exception);
            broke(part, exception);
        }

        return text;
    }
}
