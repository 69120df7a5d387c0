using System.Collections.Immutable;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Preparation;
using GrokBench.Runner.Verifying;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Commands;

/// <summary>The records of a result folder that <c>verify</c> was asked about.</summary>
internal static class VerifySelection
{
    /// <summary>
    /// Null when there is nothing to verify or a name is wrong; that has then been said. Records that are unusable are among them.
    /// </summary>
    /// <exception cref="StoreException">The folder cannot be read.</exception>
    public static ImmutableArray<Candidate>? Of(VerifyRequest request, Host host)
    {
        var all = Candidates.In(request.Folder);
        if (!all.Any(candidate => candidate.Found.IsFinished || candidate.Found.Record is null))
        {
            host.Complain($"there are no records of finished runs in {request.Folder}; expected a result folder, which bench or run makes");
            return null;
        }

        ClaimRuns? claims = null;
        if (!request.Claims.IsEmpty && (claims = ClaimRuns.Of(request, host)) is null) return null;
        var names = all.SelectMany(candidate => candidate.Suites).Where(name => name.Length > 0).Distinct().ToArray();
        if (claims is null && request.Suites.Except(names, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            host.Complain($"--suite: {request.Folder} has no run of suite '{unknown}'{Hint.For(unknown, names)}");
            return null;
        }

        var suites = claims?.Suites ?? [.. request.Suites];
        ImmutableArray<Candidate> selected =
        [
            .. from candidate in all
               where claims is null || claims.Ids.Contains(candidate.Found.Id)
               let asked = suites.IsEmpty ? candidate.Suites : [.. candidate.Suites.Where(suites.Contains)]
               where claims is not null || !asked.IsEmpty
               select candidate with { Suites = asked.IsEmpty ? candidate.Suites : asked },
        ];
        if (!selected.IsEmpty) return selected;
        host.Complain($"{request.Folder} has no record of a run that {string.Join(" or ", request.Claims)} reads");
        return null;
    }
}
