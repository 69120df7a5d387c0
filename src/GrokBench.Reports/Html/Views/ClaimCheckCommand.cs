using GrokBench.Reports.Html.Text;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Planning;

namespace GrokBench.Reports.Html.Views;

/// <summary>How a reviewer trains a claim's runs again in a clone and holds them against their digests.</summary>
/// <param name="Runs">How many.</param>
public sealed record ClaimCheckCommand(string Text, int Runs)
{
    /// <summary>Of each digest, as in tables of seeds and in references.</summary>
    public const int Digits = 16;

    /// <summary>Characters of the folder's name, of the 255 or so that file systems allow.</summary>
    private const int Longest = 200;

    /// <summary>Null where a run that the claim reads has no result or no digest: nothing is known that it must come to.</summary>
    public static ClaimCheckCommand? Of(SuiteReport report, Claim claim)
    {
        if (new SuiteSelection([claim.Id], [], null).Of(report.Suite) is not { } part) return null;
        var cells = part.Groups.SelectMany(group => group.Cells).ToDictionary(cell => cell.Name, StringComparer.Ordinal);
        RunSummary[] runs = [.. report.Runs.Where(run => cells.ContainsKey(run.Cell))];
        if (runs.Length == 0 || runs.Length < cells.Values.Sum(cell => cell.Runs.Length)) return null;
        if (runs.Any(run => run.Digest.Length == 0)) return null;
        var digests = runs.Select(run => run.Digest[..Digits]).Distinct();
        var folder = Slug.Of($"{part.Name}-{claim.Id}");
        if (folder.Length > Longest) folder = folder[..Longest];
        return new ClaimCheckCommand(report.Rerun.Check(part, claim.Id, folder, digests), runs.DistinctBy(run => run.Id).Count());
    }
}
