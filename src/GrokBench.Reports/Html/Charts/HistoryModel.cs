using System.Collections.Immutable;
using GrokBench.Reports.Comparing;
using GrokBench.Reports.Html.Text;
using GrokBench.Reports.Statistics;
using GrokBench.Reports.Tracking;

namespace GrokBench.Reports.Html.Charts;

/// <summary>When a cell's seeds memorised and generalised in each version.</summary>
/// <param name="X">Versions, numbered from 0.</param>
/// <param name="Y">Steps.</param>
/// <param name="Steps">Versions from which on the suite's times are others.</param>
public sealed record HistoryModel(
    string Description, CategoryScale X, LogScale Y, ImmutableArray<HistorySeries> Series, ImmutableArray<int> Steps)
{
    /// <summary>Labels on the axis of versions: there is no room for more.</summary>
    private const int MostLabels = 4;

    public static Layout Layout { get; } = new(240, 132, 44, 8, 234, 110);

    /// <summary>Null where no seed of it was ever seen to do either.</summary>
    public static HistoryModel? Of(VersionHistory history, SuiteHistory suite, CellHistory cell)
    {
        ImmutableArray<HistorySeries> series =
        [
            HistorySeries.Of(cell, SuiteHistory.Memorises, "s0", history.Versions.Length),
            HistorySeries.Of(cell, RunPair.Generalises, "s1", history.Versions.Length),
        ];
        var values = series.SelectMany(item => item.Seeds).Select(seed => seed.Time.Value).Where(value => value > 0).ToArray();
        if (values.Length == 0) return null;
        return new HistoryModel(
            Describe(history, cell), new CategoryScale(Labels(history), Layout.Left, Layout.Right),
            LogScale.Around(values, Layout.Bottom, Layout.Top), series,
            [.. suite.Steps.Select(step => step.Version).Distinct().Order()]);
    }

    /// <summary>As many as there is room for, the last one always.</summary>
    private static ImmutableArray<string> Labels(VersionHistory history)
    {
        var (count, stride) = (history.Versions.Length, (history.Versions.Length + MostLabels - 1) / MostLabels);
        return [.. history.Versions.Select((version, i) => (count - 1 - i) % stride == 0 ? version.ShortLabel : "")];
    }

    private static string Describe(VersionHistory history, CellHistory cell)
    {
        var parts = history.Versions.Select((version, i) =>
        {
            var (count, of) = cell.Generalise(i);
            var rate = of == 0 ? "" : $", {NumberText.Count(count)} of {NumberText.Count(of)} generalise";
            var (memorised, generalised) = (cell.Median(SuiteHistory.Memorises, i), cell.Median(RunPair.Generalises, i));
            return $"{version.ShortLabel}: t_mem {Say(memorised)}, t_gen {Say(generalised)}{rate}";
        });
        return $"{cell.Cell}, medians over seeds by version. {string.Join("; ", parts)}.";
    }

    private static string Say(Reading? median) => median is { } known ? NumberText.Known(known) : "not there";
}

/// <param name="Style">Style class.</param>
/// <param name="Seeds">Of every version, in its order.</param>
/// <param name="Medians">Those that are known.</param>
public sealed record HistorySeries(
    string Style, ImmutableArray<(int Version, Reading Time)> Seeds, ImmutableArray<(int Version, double Time)> Medians)
{
    internal static HistorySeries Of(CellHistory cell, string name, string style, int versions) => new(
        style,
        [.. Enumerable.Range(0, versions).SelectMany(version => cell.Times(name, version).Distinct().Select(time => (version, time)))],
        [
            .. Enumerable.Range(0, versions)
                .Select(version => (version, cell.Median(name, version) is { Exact: true } median ? median.Value : double.NaN)),
        ]);
}
