using System.Collections.Immutable;
using GrokBench.Runner.Hosting;
using GrokBench.Suites;
using GrokBench.Suites.Yaml;

namespace GrokBench.Runner.Commands;

/// <summary>Finds the suites that a request names, reads and validates all of them, and holds the selection against them.</summary>
internal static class SuiteLoader
{
    private const string Extension = ".yaml";

    /// <summary>The suites, whole. Null when anything is wrong; every problem has then been shown.</summary>
    public static ImmutableArray<Suite>? Load(BenchRequest request, Host host)
    {
        var problems = new List<string>();
        var files = Find(request, problems);
        if (problems.Count == 0)
        {
            var reading = SuiteReader.Read(files, request.Profile);
            problems.AddRange(reading.Problems.Select(problem => problem.ToString()));
            problems.AddRange(SelectionProblems.Of(request.Selection, reading.Suites));
            if (problems.Count == 0) return reading.Suites;
        }

        foreach (var problem in problems) host.Complain(problem);
        return null;
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
