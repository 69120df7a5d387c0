using GrokBench.Reports.Html.Pages;
using GrokBench.Reports.Tracking;

namespace GrokBench.Reports.Html;

/// <summary>A history as a page by itself.</summary>
public static class HistoryHtml
{
    /// <summary>Also of the page that a report has.</summary>
    public const string File = "history.html";

    public static Task<string> WriteAsync(VersionHistory history) => SinglePage.RenderAsync<HistoryDocument>("History", history);
}
