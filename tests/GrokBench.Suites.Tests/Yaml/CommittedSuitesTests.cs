using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Yaml;
using GrokBench.Suites.Yaml.Schema;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Tests.Yaml;

/// <summary>The suites of the repository, with the real kinds.</summary>
public sealed class CommittedSuitesTests
{
    private static readonly string[] Files = [.. Directory.GetFiles(Repository.PathOf("suites"), "*.yaml").Order(StringComparer.Ordinal)];

    [Test]
    public void Suites_OfTheRepository_AreValid([ValueSource(typeof(Profiles), nameof(Profiles.Known))] string profile)
    {
        var reading = SuiteReader.Read(Files, profile, ClaimCatalogue.Vocabulary);

        Assert.Multiple(() =>
        {
            Assert.That(reading.Problems.Select(problem => problem.ToString()), Is.Empty);
            Assert.That(reading.Suites, Has.Length.EqualTo(Files.Length));
        });
    }

    [Test]
    public void Snapshots_OfTheRepository_AreOfTheFirstSeedOfACell()
    {
        var suites = SuiteReader.Read([Files.Single(file => file.EndsWith("nanda-2023.yaml", StringComparison.Ordinal))], "ci", ClaimCatalogue.Vocabulary).Suites;
        var shown = suites.SelectMany(suite => suite.Groups).SelectMany(group => group.Cells).Where(cell => cell.Runs.Any(run => run.Observation.Snapshots)).ToList();
        Assert.That(shown, Is.Not.Empty);
        Assert.That(shown.Select(cell => cell.Runs.Select(run => run.Observation.Snapshots)), Has.All.Matches<IEnumerable<bool>>(runs => runs.First() && !runs.Skip(1).Contains(true)));
    }

    [Test]
    public void Suites_OfTheRepository_ValidateAgainstTheSchema()
    {
        var schema = new JsonSchemaValidator(SuiteSchema.Write(ClaimCatalogue.Vocabulary));

        Assert.That(Files.Where(file => !SuiteSchemaTests.Accepts(File.ReadAllText(file), schema)), Is.Empty);
    }

    [Test]
    public void Suites_OfTheRepository_NameTheSchema() =>
        Assert.That(Files.Where(file => !File.ReadLines(file).First().StartsWith("# yaml-language-server: $schema=schema/suite.schema.json", StringComparison.Ordinal)), Is.Empty);
}
