using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace GrokBench.Benchmarks.Kernels;

/// <summary>GFLOP/s or GB/s of a benchmark that knows its <see cref="Work"/>, or that as a share of what one core can do at most.</summary>
internal sealed class RateColumn(bool share) : IColumn
{
    public string Id => ColumnName;

    public string ColumnName => share ? "Of peak" : "Rate";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => share ? 1 : 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => share
        ? string.Create(CultureInfo.InvariantCulture, $"Share of one core's measured peak: {MachinePeak.GigaOperations:F0} GFLOP/s, {MachinePeak.GigaBytes:F1} GB/s")
        : "Floating-point operations, or bytes read and written, per second";

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        if (summary[benchmarkCase]?.ResultStatistics is not { } statistics) return "-";
        var work = WorkOf(benchmarkCase);
        var (rate, unit, peak) = work.Operations > 0
            ? (work.Operations / statistics.Mean, "GFLOP/s", MachinePeak.GigaOperations)
            : (work.Bytes / statistics.Mean, "GB/s", MachinePeak.GigaBytes);
        return share ? (rate / peak).ToString("P0", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{rate:F1} {unit}");
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    private static Work WorkOf(BenchmarkCase benchmarkCase)
    {
        var type = benchmarkCase.Descriptor.Type;
        var benchmarks = (IWork)Activator.CreateInstance(type)!;
        foreach (var parameter in benchmarkCase.Parameters.Items) type.GetProperty(parameter.Name)!.SetValue(benchmarks, parameter.Value);
        return benchmarks.Of(benchmarkCase.Descriptor.WorkloadMethod.Name);
    }
}
