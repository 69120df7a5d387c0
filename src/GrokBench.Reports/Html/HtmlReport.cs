using System.Text;
using GrokBench.Reports.Html.Pages;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Judging;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrokBench.Reports.Html;

/// <summary>
/// Writes a report as static pages that need nothing but a browser: <c>index.html</c>, a page per suite and <c>environment.html</c>. A pure function of the
/// report: same report, same bytes, in any culture.
/// </summary>
public static class HtmlReport
{
    /// <summary>Stands within the first lines of every page, see PageShell.</summary>
    private const string Generator = "<meta name=\"generator\" content=\"GrokBench ";

    private const int HeadLines = 20;

    /// <summary>
    /// Each page is written under a temporary name and renamed, so that nobody opens half of it. Pages of an earlier report, of suites that are no part of this one, are removed: those that
    /// name this program as their generator. All other files of the folder stay.
    /// </summary>
    /// <param name="folder">Made if need be.</param>
    /// <returns>Full path of <c>index.html</c>.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static async Task<string> WriteAsync(BenchReport report, string folder)
    {
        Directory.CreateDirectory(folder);
        var pages = await RenderAsync(report).ConfigureAwait(false);
        foreach (var (name, text) in pages)
        {
            var path = Path.Combine(folder, name);
            await File.WriteAllTextAsync(path + ".partial", text, new UTF8Encoding(false)).ConfigureAwait(false);
            File.Move(path + ".partial", path, overwrite: true);
        }

        foreach (var path in Directory.GetFiles(folder, "*.html").Where(path => pages.All(page => page.Name != Path.GetFileName(path)) && IsOurs(path))) File.Delete(path);
        return Path.GetFullPath(Path.Combine(folder, "index.html"));
    }

    /// <summary>The pages as file name and text, suites in the report's order.</summary>
    public static async Task<IReadOnlyList<(string Name, string Text)>> RenderAsync(BenchReport report)
    {
        var view = ReportView.Of(report);
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var pages = new List<(string, string)> { ("index.html", await Render<IndexPage>(renderer, new() { ["View"] = view }).ConfigureAwait(false)) };
        foreach (var suite in view.Suites)
            pages.Add((suite.FileName, await Render<SuitePage>(renderer, new() { ["View"] = view, ["Suite"] = suite }).ConfigureAwait(false)));
        pages.Add(("environment.html", await Render<EnvironmentPage>(renderer, new() { ["View"] = view }).ConfigureAwait(false)));
        return pages;
    }

    private static bool IsOurs(string path) => File.ReadLines(path).Take(HeadLines).Any(line => line.Contains(Generator, StringComparison.Ordinal));

    private static Task<string> Render<TPage>(HtmlRenderer renderer, Dictionary<string, object?> parameters)
        where TPage : IComponent =>
        renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters)).ConfigureAwait(true);
            return page.ToHtmlString();
        });
}
