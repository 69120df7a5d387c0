using System.Security.Cryptography;
using System.Text;

namespace GrokBench.Reports.Html.Views;

/// <summary>One number for many trainings.</summary>
public static class RunDigest
{
    /// <summary>The runs, one per identity however many cells ask for it, by identity.</summary>
    public static IEnumerable<RunSummary> Distinct(IEnumerable<RunSummary> runs) => runs.DistinctBy(run => run.Id).OrderBy(run => run.Id, StringComparer.Ordinal);

    /// <summary>SHA-256 over the identities and trajectory digests of the runs, sorted: equal ones mean the same trainings.</summary>
    public static string Of(IEnumerable<RunSummary> runs) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Distinct(runs).Select(run => $"{run.Id} {run.Digest}\n")))));
}
