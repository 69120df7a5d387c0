using System.Globalization;
using System.Text.Json.Nodes;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Schema;

namespace GrokBench.Suites.Tests.Yaml;

public sealed class SuiteSchemaTests
{
    private static readonly JsonSchemaValidator Schema = new(SuiteSchema.Write(ToyKinds.Vocabulary));

    /// <summary>When set, the committed schema is written and not compared.</summary>
    private const string Rewrite = "GROKBENCH_REWRITE_SCHEMA";

    private const string Suite = """
        suite: toy
        paper: { title: A paper, year: 2022, arxiv: "2201.02177" }
        theories: [slingshot]
        defaults:
          task:      { kind: table, operation: x+y, modulus: 53, train: 0.5 }
          model:     { kind: perceptron, width: 128, biases: false }
          optimiser: { kind: descent, learning-rate: 1e-3, weight-decay: 1, betas: [0.9, 0.98] }
          train:     { steps: 2000, batch: full, loss: cross-entropy }
          seeds: { from: 3, count: 5 }
        events:
          t_norm: { measure: weight-norm, at-most: 20 }
        runs:
          addition:
            task: { modulus: 31 }
            observe: { measures: [weight-norm], stop: { after: [t_gen] }, per-decade: 20 }
            sweep: { task.train: [0.4, 0.5, 0.6, 0.8] }
          oracle: { model: { kind: oracle }, observe: { stop: never }, zip: { train.steps: [100], model.kind: [oracle] }, profiles: [smoke] }
        profiles:
          paper: { defaults: { seeds: 3 }, addition: { task.modulus: 113, sweep.task.train: [0.3, 0.4, 0.5, 0.6], observe.every: 100 } }
        claims:
          C1:
            title: Late
            says: Generalisation comes late.
            source: Fig. 1
            strength: strong
            looks: 2
            over: { runs: addition, where: { task.train: [0.4, 0.5] } }
            check:
              kind: all
              parts:
                - { kind: ratio, of: t_gen, to: { highest: test.loss, from: t_mem }, at-least: 10 }
                - { kind: phase, is: [grokking, comprehension] }
                - { kind: ordered, of: { spikes: step-loss, window: 5 }, across: task.train, direction: increasing }
        """;

    [Test]
    public void Write_Catalogue_IsTheCommittedSchema()
    {
        var fresh = SuiteSchema.Write(ClaimCatalogue.Vocabulary);
        var committed = Repository.PathOf("suites", "schema", "suite.schema.json");
        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 }) File.WriteAllText(committed, fresh);

        Assert.That(
            File.Exists(committed) ? File.ReadAllText(committed) : "", Is.EqualTo(fresh),
            "The format or a kind has changed. Bring the schema in step with: make schema");
    }

    [Test]
    public void Schema_ValidSuite_Accepts()
    {
        Assert.Multiple(() =>
        {
            Assert.That(ToySuite.Problems(Suite), Is.Empty);
            Assert.That(Accepts(Suite), Is.True);
        });
    }

    [TestCase("modulus: 53", "modulos: 53")]
    [TestCase("modulus: 53", "modulus: 1")]
    [TestCase("kind: table", "kind: tabel")]
    [TestCase("width: 128", "width: wide")]
    [TestCase("biases: false", "layers: 2")]
    [TestCase("train: 0.5", "train: 0")]
    [TestCase("steps: 2000", "steps: 0")]
    [TestCase("theories: [slingshot]", "theories: slingshot")]
    [TestCase("theories: [slingshot]", "theories: [bananas]")]
    [TestCase("task: { modulus: 31 }", "task: { width: 31 }")]
    [TestCase("measures: [weight-norm]", "measures: [wieght-norm]")]
    [TestCase("stop: { after: [t_gen] }", "stop: { extra: 0.2 }")]
    [TestCase("sweep: { task.train: [0.4", "sweep: { task.trian: [0.4")]
    [TestCase("train.steps: [100]", "train.steps: []")]
    [TestCase("task.modulus: 113", "modulus: 113")]
    [TestCase("profiles: [smoke]", "profiles: [smok]")]
    [TestCase("strength: strong", "strength: certain")]
    [TestCase("source: Fig. 1", "sauce: Fig. 1")]
    [TestCase("looks: 2", "looks: 0")]
    [TestCase("looks: 2", "looks: twice")]
    [TestCase("kind: ratio", "kind: ratoi")]
    [TestCase("of: t_gen, to:", "of: t_gen, too:")]
    [TestCase("is: [grokking,", "is: [groking,")]
    [TestCase("highest: test.loss", "mean: test.loss")]
    public void Schema_SuiteThatTheReaderRefuses_RefusesToo(string right, string wrong)
    {
        var text = Suite.Replace(right, wrong, StringComparison.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(ToySuite.Problems(text), Is.Not.Empty);
            Assert.That(Accepts(text), Is.False);
        });
    }

    internal static bool Accepts(string text, JsonSchemaValidator? schema = null) =>
        (schema ?? Schema).Accepts(Json(YamlTree.Read(text, new ProblemList("toy.yaml"))!));

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Json(entry.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(Json)]),
        _ => node.ToSettingValue() switch
        {
            { Content: double number } => JsonNode.Parse(number.ToString("R", CultureInfo.InvariantCulture)),
            { Content: bool flag } => flag,
            { Content: string word } => word,
            _ => null,
        },
    };
}
