using System.Globalization;
using System.Text;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Reports.Readings;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml;
using GrokBench.Suites.Yaml.Claims;

namespace GrokBench.Reports.Tests.Judging.Generated;

/// <summary>Whatever a decider cannot decide because of a suite's shape, validation has refused.</summary>
public sealed class ValidationTests
{
    /// <summary>Checks of each kind that are validated, and of the valid ones those that are decided.</summary>
    private const int Tried = 2000, Decided = 40;

    /// <summary>Sets of runs, of which some should decide.</summary>
    private const int Draws = 20;

    private static IEnumerable<string> Kinds => ClaimCatalogue.Kinds.Checks.Select(kind => kind.Name);

    [TestCaseSource(nameof(Kinds))]
    public void A_valid_check_of_any_group_is_decided(string name)
    {
        var suite = Valid(ClaimCatalogue.Kinds.Checks.Single(kind => kind.Name == name));
        Assert.That(suite.Claims, Is.Not.Empty, "some combinations are valid");
        var broken = SuiteReadings.Of(suite, GeneratedRuns.Broken(suite));
        foreach (var claim in suite.Claims) Assert.That(() => Verdict(claim, suite, broken), Throws.Nothing, ((JudgedCheck)claim.Check).Text);
    }

    /// <summary>Of checks over several cells: those over one may find too little that differs in it.</summary>
    [TestCaseSource(nameof(Kinds))]
    public void A_valid_check_of_enough_seeds_is_decided_one_way_or_the_other_by_some_runs(string name)
    {
        var suite = Valid(ClaimCatalogue.Kinds.Checks.Single(kind => kind.Name == name));
        var open = suite.Claims.Where(claim => claim.Check.Selectors.SelectMany(cells => cells.Of(suite)).ToArray() is { Length: > 1 } cells
            && cells.All(cell => cell.Runs.Length >= Prediction.LeastSeeds)).ToList();
        for (var draw = 0; draw < Draws && open.Count > 0; draw++)
        {
            var readings = SuiteReadings.Of(suite, GeneratedRuns.Whole(suite, draw));
            open.RemoveAll(claim => Verdict(claim, suite, readings) != Reports.Judging.Verdict.Inconclusive);
        }

        Assert.That(open.Select(claim => ((JudgedCheck)claim.Check).Text), Is.Empty);
    }

    private static Verdict? Verdict(Claim claim, Suite suite, ReadingTable readings) => Judge.Decide(suite with { Claims = [claim] }, readings, _ => 0).Single().Verdict;

    /// <summary>The suite with those of the generated checks of a kind that validation lets pass.</summary>
    private static Suite Valid(CheckKind kind)
    {
        var valid = GeneratedClaims.Of(kind).Take(Tried).Distinct().Chunk(Limits.Keys).SelectMany(checks =>
        {
            var (text, lines) = Written(checks);
            var refused = Read(text).Problems.Select(problem => problem.Line).ToHashSet();
            return checks.Where((_, i) => !refused.Contains(lines[i]));
        });
        var reading = Read(Written([.. valid.Take(Decided)]).Text);
        Assert.That(reading.Problems, Is.Empty);
        return reading.Suites.Single();
    }

    private static SuiteReading Read(string text) => SuiteReader.Parse("generated.yaml", text, "ci", ClaimCatalogue.Vocabulary);

    /// <returns>A claim for each check, and the line in which it stands, from 1.</returns>
    private static (string Text, int[] Lines) Written(string[] checks)
    {
        var text = new StringBuilder(GeneratedClaims.Groups);
        var first = GeneratedClaims.Groups.Count(letter => letter == '\n') + 1;
        for (var i = 0; i < checks.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"  C{i}: {{ title: a, says: b, source: c, strength: strong, check: {checks[i]} }}\n");
        return (text.ToString(), [.. Enumerable.Range(first, checks.Length)]);
    }
}
