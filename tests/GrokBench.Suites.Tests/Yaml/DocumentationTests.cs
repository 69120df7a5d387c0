using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Yaml;
using GrokBench.Suites.Yaml.Schema;
using GrokBench.Suites.Yaml.Sections;
using GrokBench.Tensors.Engines.Cpu;

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
    public void Stages_OfThePage_BeginWhenItSays()
    {
        var stages = Page.Split("### Stages", 2)[1].Split("```yaml\n", 2)[1].Split("```", 2)[0];
        var suite = $"{Example.Split("events:", 2)[0]}{stages}claims: {{}}\n";
        var reading = SuiteReader.Parse("example.yaml", suite, "ci", ClaimCatalogue.Vocabulary);
        Assert.That(reading.Problems, Is.Empty);
        var groups = reading.Suites.Single().Groups;
        Assert.That(Starts(groups[0].Cells[1], 602), Is.EqualTo(new[] { 600L }));
        Assert.That(Starts(groups[1].Cells[0], 400).Single() % 10, Is.Zero);

        static ImmutableArray<long> Starts(Cell cell, int steps)
        {
            var training = cell.Runs[0].Training;
            using var learner = ((IFamily)training.Model.Kind).Create(training, CpuEngine.Create(), threads: 1);
            for (var step = 0; step < steps; step++) learner.Step();
            return learner.StageStarts;
        }
    }

    [Test]
    public void Page_Keys_AreAllDescribed()
    {
        var keys = new[] { Keys.Suite, Keys.Paper, Keys.Group, Keys.Observe, Keys.StageEvent, Keys.Event, Keys.Claim }.SelectMany(section => section).Select(key => key.Name)
            .Concat(ClaimCatalogue.Kinds.Checks.Select(kind => kind.Name).Concat(ClaimCatalogue.Kinds.Quantities.Select(kind => kind.Name)))
            .Distinct();

        Assert.That(keys.Where(key => !Page.Contains($"`{key}`", StringComparison.Ordinal) && !Page.Contains($"{key}:", StringComparison.Ordinal)), Is.Empty);
    }
}
