using System.Collections.Immutable;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Runner.Hosting;
using GrokBench.Suites;
using GrokBench.Suites.Yaml;
using GrokBench.Suites.Yaml.Runs;

namespace GrokBench.Runner.Preparation;

/// <summary>Finds the suites that a request names, reads and validates all of them, and holds the selection against them.</summary>
internal static class SuiteLoader
{
    private const string Extension = ".yaml";

    /// <summary>The suites, whole. Null when anything is wrong; every problem has then been shown.</summary>
    public static ImmutableArray<Suite>? Load(BenchRequest request, Host host)
    {
        var problems = new List<string>();
        var files = Find(request, problems);
        if (problems.Count == 0 && Read(files, request, problems, host) is { } suites) return suites;
        foreach (var problem in problems.Distinct()) host.Complain(problem);
        return null;
    }

    /// <summary>The suites as they are written or, where settings or seeds are not their own, with pilots in place of the runs that are asked for.</summary>
    private static ImmutableArray<Suite>? Read(ImmutableArray<string> files, BenchRequest request, List<string> problems, Host host)
    {
        var reading = SuiteReader.Read(files, request.Profile, ClaimCatalogue.Vocabulary);
        if (reading.Problems.IsEmpty && Pilots(request, reading.Suites) is { } patch)
        {
            reading = SuiteReader.Read(files, request.Profile, ClaimCatalogue.Vocabulary, patch);
            foreach (var claim in reading.LeftOut.Where(claim => request.Selection.Claims.Contains(claim.Claim))) problems.Add(claim.Reason.ToString());
            if (problems.Count == 0 && reading.Problems.IsEmpty)
            {
                foreach (var claim in reading.LeftOut) host.Complain($"(pilot) {claim.Suite} {claim.Claim} cannot be decided and is left out: {claim.Reason}");
            }
        }

        problems.AddRange(reading.Lines);
        if (problems.Count == 0) problems.AddRange(SelectionProblems.Of(request.Selection, reading.Suites));
        return problems.Count == 0 ? reading.Suites : null;
    }

    /// <summary>Null where settings and seeds are the suites' own: what was asked for is then a part of them.</summary>
    private static PilotPatch? Pilots(BenchRequest request, ImmutableArray<Suite> suites)
    {
        var asked = suites.SelectMany(suite => suite.Groups.Where(group => group.Included && request.Selection.Names(suite, group.Name)), (suite, group) => (Suite: suite.Name, Group: group)).ToList();
        if (request.Settings.IsEmpty && asked.All(item => request.Selection.Seeds?.IsWithin(item.Group.Seeds) ?? true)) return null;
        var names = asked.Select(item => (item.Suite, item.Group.Name)).ToHashSet();
        return new PilotPatch(request.Settings, request.Selection.Seeds, (suite, group) => names.Contains((suite, group)));
    }

    /// <summary>Paths in ordinal order of file name, or as they were given.</summary>
    private static ImmutableArray<string> Find(BenchRequest request, List<string> problems)
    {
        var folder = request.SuitesFolder;
        var known = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*" + Extension).OrderBy(file => file, StringComparer.Ordinal).ToImmutableArray()
            : [];
        if (request.Suites.IsEmpty)
        {
            if (known.IsEmpty) problems.Add($"there are no suites in {folder}; name a folder with --suites");
            return known;
        }

        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var asked in request.Suites.Distinct())
        {
            var byName = Path.Combine(folder, asked + Extension);
            if (File.Exists(asked)) found.Add(asked);
            else if (File.Exists(byName)) found.Add(byName);
            else problems.Add($"there is no suite '{asked}' in {folder}{Hint.For(asked, known.Select(file => Path.GetFileNameWithoutExtension(file)))}");
        }

        return [.. found.Distinct()];
    }
}
