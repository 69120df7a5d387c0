using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GrokBench.Reports.Versions;

/// <summary>What a suite's plan was: SHA-256 over a line per run of its cell, seed and run id, in the order of cells and seeds.</summary>
public static class PlanHash
{
    public static string Of(SuiteSnapshot suite)
    {
        var lines = suite.Runs.Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.Cell}\t{run.Seed}\t{run.Id}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
