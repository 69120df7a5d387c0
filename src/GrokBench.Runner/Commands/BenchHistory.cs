using System.Collections.Immutable;
using GrokBench.Reports;
using GrokBench.Reports.Html;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Tracking;
using GrokBench.Reports.Versions;
using GrokBench.Runner.Preparation;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Commands;

/// <summary>The page of a report that shows its runs and claims in all references and last in the report itself.</summary>
internal sealed class BenchHistory(ImmutableArray<Snapshot> references)
{
    /// <summary>
    /// Null where no reference of the profile has one of the suites, or one cannot be read: of the newest, the comparison tells that.
    /// </summary>
    /// <param name="library">Folder of all references.</param>
    public static BenchHistory? Of(Bench bench, string library)
    {
        var names = bench.Suites.Select(suite => suite.Name).ToHashSet(StringComparer.Ordinal);
        try
        {
            ImmutableArray<Snapshot> references =
            [
                .. HistoryVerb.Snapshots(library).Where(version =>
                    version.Origin.Profile == bench.Request.Profile && version.Suites.Any(suite => names.Contains(suite.Name))),
            ];
            return references.IsEmpty ? null : new BenchHistory(references);
        }
        catch (Exception exception) when (exception is InvalidDataException or StoreException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="folder">The result folder, with its answer written.</param>
    public void Draw(string folder, BenchReport report, PageFolder pages, ResultFiles files) =>
        files.Try(() => DrawAsync(folder, report, pages).GetAwaiter().GetResult());

    private async Task DrawAsync(string folder, BenchReport report, PageFolder pages)
    {
        await using var html = new HtmlReport(Frame.Of(report) with { HasHistory = true }, pages.WriteAsync);
        var newest = () => ResultFolder.Read(folder) with { Name = report.Name };
        await html.AddHistoryAsync(() => VersionHistory.Of([.. references, newest()]), report).ConfigureAwait(false);
    }
}
