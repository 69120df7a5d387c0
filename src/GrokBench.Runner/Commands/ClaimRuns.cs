using System.Collections.Immutable;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Preparation;
using GrokBench.Runner.Verifying;
using GrokBench.Suites;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Runs;

namespace GrokBench.Runner.Commands;

/// <summary>Which runs some claims read, as the suites of today say.</summary>
/// <param name="Suites">Names of the suites that have such a claim.</param>
/// <param name="Ids">Of the runs, also on the stand-ins of their data.</param>
internal sealed record ClaimRuns(ImmutableHashSet<string> Suites, ImmutableHashSet<RunId> Ids)
{
    /// <summary>Null when a suite or a claim is not there; every problem has then been shown.</summary>
    public static ClaimRuns? Of(VerifyRequest request, Host host)
    {
        if (SuiteLoader.Load(request.Bench with { Suites = request.Suites }, host) is not { } suites) return null;
        var known = suites.SelectMany(suite => suite.Claims).Select(claim => claim.Id).Distinct().ToArray();
        var unknown = request.Claims.Except(known, StringComparer.Ordinal).ToArray();
        foreach (var claim in unknown) host.Complain($"--claim: no suite has a claim '{claim}'{Hint.For(claim, known)}");
        if (unknown.Length > 0) return null;
        var selection = new SuiteSelection(request.Claims, [], null);
        ImmutableArray<Suite> parts = [.. suites.Select(selection.Of).OfType<Suite>()];
        var runs = parts.SelectMany(suite => suite.Groups).SelectMany(group => group.Cells).SelectMany(cell => cell.Runs);
        return new ClaimRuns([.. parts.Select(suite => suite.Name)], [.. runs.SelectMany(run => new[] { run.Id, StandIns.For(run).Id })]);
    }
}
