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
            string text;
            try
            {
                text = File.ReadAllText(path);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                var found = error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : error.Message;
                problems.Add(new SuiteProblem(path, 1, 1, found, "a suite file that can be read"));
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

        return new SuiteReading(suites.ToImmutable(), problems.ToImmutable()) { LeftOut = leftOut.ToImmutable() };
    }

    /// <summary>Reads a suite from text. <paramref name="file"/> stands in messages, and its name without extension is what the suite must be called.</summary>
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
