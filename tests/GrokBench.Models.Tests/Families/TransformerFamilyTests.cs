using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Tests.Families;

public sealed class TransformerFamilyTests
{
    private static readonly TransformerFamily Family = new();

    [Test]
    public void Graph_NandaModulo113_Has226816Parameters()
    {
        // Nanda et al. 2023: 114 tokens, width 128, 4 heads, 512 units, biases in the MLP only.
        Assert.That(Graph(Specs.Nanda, Specs.Addition(113, 0.3)).Parameters.Count, Is.EqualTo(226_816));
    }

    [Test]
    public void Graph_PowerTwoLayers_Has394240ParametersBesideTheEmbeddings()
    {
        // Power et al. 2022: 239 tokens, two layers of width 128, no biases in linear maps.
        var task = Specs.Addition(97, 0.5, "closed-equation").With("vocabulary", 239);
        var parameters = Graph(Specs.Power, task).Parameters;
        Assert.That(parameters["embed"].Shape.Count, Is.EqualTo(30_592));
        Assert.That(parameters["unembed"].Shape.Count, Is.EqualTo(30_592));
        Assert.That(parameters.Count - (2 * 30_592), Is.EqualTo(394_240));
    }

    /// <summary>It gives a logit per token: neither one output nor one per target.</summary>
    [Test]
    public void Check_TasksWithoutLabels_AreRefused()
    {
        var task = Specs.Addition(7, 0.5).Shape();
        var signs = Family.CheckTraining(Specs.Training("full", "hinge"), task with { HasSigns = true });
        var targets = Family.Check(Specs.Nanda, task with { LabelCount = 0 });

        Assert.That(Family.CheckTraining(Specs.Training("full"), task), Is.Empty);
        Assert.That(signs, Is.EqualTo([new SettingProblem("loss", "a loss of labels, as transformer predicts tokens")]));
        Assert.That(targets, Is.EqualTo([new SettingProblem("kind", "mlp, or a task with labels: transformer predicts tokens")]));
    }

    [Test]
    public void Graph_TiedUnembedding_HasNoMatrixForIt()
    {
        var task = Specs.Addition(7, 0.5);
        var untied = Graph(Specs.Nanda, task).Parameters;
        var tied = Graph(Specs.Nanda.With("unembedding", "tied"), task).Parameters;
        Assert.That(tied.Count, Is.EqualTo(untied.Count - untied["unembed"].Shape.Count));
    }

    [Test]
    public void Graph_NandaInit_DividesByTheWidthButForTheUnembedding()
    {
        var parameters = Graph(Specs.Nanda, Specs.Addition(113, 0.3)).Parameters;
        Assert.That(parameters["layer1.mlp-out"].Initialiser, Is.EqualTo(new NormalInitialiser(1 / Math.Sqrt(128))));
        Assert.That(parameters["embed"].Initialiser, Is.EqualTo(new NormalInitialiser(1 / Math.Sqrt(128))));
        Assert.That(parameters["unembed"].Initialiser, Is.EqualTo(new NormalInitialiser(1 / Math.Sqrt(114))));
        Assert.That(parameters["layer1.mlp-in-bias"].Initialiser, Is.EqualTo(Initialiser.Zeros));
    }

    [Test]
    public void Graph_PyTorchInit_DrawsLinearMapsByFanInAndEmbeddingsFromTheStandardNormal()
    {
        var parameters = Graph(Specs.Power, Specs.Addition(97, 0.5)).Parameters;
        Assert.That(parameters["embed"].Initialiser, Is.EqualTo(new NormalInitialiser(1)));
        Assert.That(parameters["layer2.mlp-out"].Initialiser, Is.EqualTo(new UniformInitialiser(1 / Math.Sqrt(512))));
        Assert.That(parameters["layer2.query"].Initialiser, Is.EqualTo(new UniformInitialiser(1 / Math.Sqrt(128))));
        Assert.That(parameters["layer2.mlp-norm-gain"].Initialiser, Is.EqualTo(Initialiser.Ones));
    }

    [Test]
    public void Graph_InitScale_MultipliesEveryInitialiser()
    {
        var parameters = Graph(Specs.Power.With("init-scale", 8), Specs.Addition(97, 0.5)).Parameters;
        Assert.That(parameters["embed"].Initialiser, Is.EqualTo(new NormalInitialiser(8)));
        Assert.That(parameters["layer1.query"].Initialiser, Is.EqualTo(new UniformInitialiser(8 / Math.Sqrt(128))));
        Assert.That(parameters["layer1.mlp-norm-gain"].Initialiser, Is.EqualTo(new ConstantInitialiser(8)));
    }

    [TestCase(128)]
    [TestCase(7)]
    public void Graph_SinusoidalPositions_AreThoseOfVaswani(int width)
    {
        // sin(p / 10000^(i/d)) in even columns i, cos(p / 10000^((i-1)/d)) in odd ones, by the runtime's own functions.
        var task = Specs.Addition(97, 0.5, "closed-equation");
        var table = Graph(Specs.Power.With("width", width).With("heads", 1), task).Nodes.Select(node => node.Operation).OfType<ConstantOperation>();
        var expected = from position in Enumerable.Range(0, 6)
                       from i in Enumerable.Range(0, width)
                       let angle = position / Math.Pow(10000, (double)(i - (i % 2)) / width)
                       select i % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle);
        Assert.That(table.Single().Values, Is.EqualTo(expected).Within(1e-14));
    }

    [TestCase("pair-equals", 1)]
    [TestCase("closed-equation", 2)]
    public void Graph_Always_PredictsTheLabelsAtTheLastPositions(string format, int labels) =>
        Assert.That(
            Graph(Specs.Power, Specs.Addition(97, 0.5, format)).Output.Shape,
            Is.EqualTo(new Shape(labels, Specs.Addition(97, 0.5, format).Shape().Vocabulary)));

    [Test]
    public void Check_HeadsThatDoNotDivideTheWidth_SaysSo()
    {
        var problem = Problems(Specs.Nanda.With("heads", 3)).Single();
        Assert.That(problem, Is.EqualTo(new SettingProblem("heads", "a divisor of the width, which is 128")));
    }

    [Test]
    public void Check_ABiasNamedTwice_SaysSo() =>
        Assert.That(Problems(Specs.Nanda.With("biases", SettingValue.ListOf(["mlp", "mlp"]))).Single().Setting, Is.EqualTo("biases"));

    [Test]
    public void Check_AnswersAmongTheTokensWithoutCausalAttention_SaysSo()
    {
        var task = Specs.Addition(97, 0.5, "closed-equation").Shape();
        Assert.That(Family.Check(Specs.Power.With("causal", false), task).Single().Setting, Is.EqualTo("causal"));
        Assert.That(Family.Check(Specs.Power, task), Is.Empty);
    }

    [Test]
    public void Check_RealInputs_SaysSo()
    {
        var task = Specs.Addition(97, 0.5).Shape() with { SequenceLength = 0, Vocabulary = 0, InputWidth = 4 };
        Assert.That(Family.Check(Specs.Power, task).Single().Expected, Does.Contain("tokens"));
    }

    private static IEnumerable<SettingProblem> Problems(Choice model) => Family.Check(model, Specs.Addition(113, 0.3).Shape());

    private static Graph Graph(Choice model, Choice task) =>
        Family.Graph(model, task.Shape(), new Loss(new CrossEntropyLoss(), LossPrecision.Float64));
}
