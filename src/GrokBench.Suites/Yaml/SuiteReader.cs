using System.Collections.Immutable;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Runs;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml;

/// <summary>Reads suite files, and reports every problem of all of them at once.</summary>
public static class SuiteReader
{
    /// <param name="paths">Files, in the order in which their suites are wanted.</param>
    /// <param name="profile">One of <see cref="Profiles.Known"/>.</param>
    /// <param name="vocabulary">What suites may name.</param>
    /// <param name="patch">Makes pilots of runs; null: suites as they are written.</param>
    /// <exception cref="ArgumentException">There is no such profile.</exception>
    public static SuiteReading Read(IEnumerable<string> paths, string profile, Vocabulary vocabulary, PilotPatch? patch = null)
    {
        var suites = ImmutableArray.CreateBuilder<Suite>();
        var problems = ImmutableArray.CreateBuilder<SuiteProblem>();
        var leftOut = ImmutableArray.CreateBuilder<LeftOutClaim>();
        foreach (var path in paths)
        {
            if (SuiteFile.Read(path, out var unreadable) is not { } text)
            {
                problems.Add(unreadable!);
                continue;
            }

            var reading = Parse(path, text, profile, vocabulary, patch);
            problems.AddRange(reading.Problems);
            leftOut.AddRange(reading.LeftOut);
            foreach (var suite in reading.Suites)
            {
                if (suites.FirstOrDefault(other => other.Name == suite.Name) is not { } namesake) suites.Add(suite);
                else problems.Add(new SuiteProblem(path, 1, 1, $"a second suite {suite.Name}", $"suites of different names (the first is in {namesake.File})"));
            }
        }

        problems.AddRange(TooManyRuns(suites, profile));
        return new SuiteReading(suites.ToImmutable(), problems.ToImmutable()) { LeftOut = leftOut.ToImmutable() };
    }

    /// <summary>The suite with which the runs of a bench come to be too many, if one does.</summary>
    private static IEnumerable<SuiteProblem> TooManyRuns(IEnumerable<Suite> suites, string profile)
    {
        var runs = 0L;
        foreach (var suite in suites)
        {
            runs += suite.Groups.Where(group => group.Included).Sum(group => (long)group.Cells.Length * group.Seeds.Length);
            if (runs <= Limits.Runs) continue;
            yield return new SuiteProblem(suite.File, 1, 1, $"{Limits.Figure(runs, "runs")} in profile {profile}, those of the suites before it included", Limits.AtMost(Limits.Runs));
            yield break;
        }
    }

    /// <summary>
    /// Reads a suite from text. <paramref name="file"/> stands in messages, and its name without extension is what the suite must be
    /// called.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such profile.</exception>
    public static SuiteReading Parse(string file, string text, string profile, Vocabulary vocabulary, PilotPatch? patch = null)
    {
        if (!Profiles.Known.Contains(profile))
        {
            throw new ArgumentException($"no profile is called '{profile}'; there are {string.Join(", ", Profiles.Known)}", nameof(profile));
        }

        var problems = new ProblemList(file);
        var reader = new SuiteText(file, profile, vocabulary, patch, problems);
        var suite = reader.Read(text);
        var found = problems.InOrder;
        return new SuiteReading(suite is null || found.Length > 0 ? [] : [suite], found) { LeftOut = reader.LeftOut };
    }
}
