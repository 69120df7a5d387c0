using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Yaml;
using GrokBench.Suites.Yaml.Schema;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Tests.Yaml;

public sealed class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "suites.md"));

    private static readonly string Example = Page.Split("```yaml\n", 2)[1].Split("```", 2)[0];

    [Test]
    public void Example_OfThePage_IsAValidSuite([ValueSource(typeof(Profiles), nameof(Profiles.Known))] string profile)
    {
        var reading = SuiteReader.Parse("example.yaml", Example, profile, ClaimCatalogue.Vocabulary);

        Assert.Multiple(() =>
        {
            Assert.That(reading.Problems, Is.Empty);
            Assert.That(reading.Suites.Single().Claims.Select(claim => claim.Id), Is.EqualTo(new[] { "E1", "E2", "E3", "E4", "E5" }));
        });
    }

    [Test]
    public void Example_OfThePage_ValidatesAgainstTheSchema() =>
        Assert.That(SuiteSchemaTests.Accepts(Example, new JsonSchemaValidator(SuiteSchema.Write(ClaimCatalogue.Vocabulary))), Is.True);

    [Test]
    public void Page_Keys_AreAllDescribed()
    {
        var keys = new[] { Keys.Suite, Keys.Paper, Keys.Group, Keys.Observe, Keys.Event, Keys.Claim }.SelectMany(section => section).Select(key => key.Name)
            .Concat(ClaimCatalogue.Kinds.Checks.Select(kind => kind.Name).Concat(ClaimCatalogue.Kinds.Quantities.Select(kind => kind.Name)))
            .Distinct();

        Assert.That(keys.Where(key => !Page.Contains($"`{key}`", StringComparison.Ordinal) && !Page.Contains($"{key}:", StringComparison.Ordinal)), Is.Empty);
    }
}
