using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Tests.Families;

public sealed class MlpFamilyTests
{
    private static readonly MlpFamily Family = new();

    [Test]
    public void Graph_GromovsQuadraticNetwork_HasThreeTimesWidthTimesModulusParameters()
    {
        // Gromov 2023: p = 97, N = 500, no biases.
        var model = Specs.ReluMlp.With("width", 500).With("activation", "square").With("init", "cube-root");
        Assert.That(Graph(model, 97).Parameters.Count, Is.EqualTo(145_500));
    }

    [TestCase("none", 0)]
    [TestCase("hidden", 20 + 30)]
    [TestCase("all", 20 + 30 + 11)]
    public void Graph_Biases_AreWhereTheSettingSays(string biases, int expected)
    {
        var model = Specs.ReluMlp.With("width", SettingValue.ListOf([20, 30]));
        var weights = (22 * 20) + (20 * 30) + (30 * 11);
        Assert.That(Graph(model.With("biases", biases), 11).Parameters.Count, Is.EqualTo(weights + expected));
    }

    [Test]
    public void Graph_WidthAndDepth_AreAListOfEqualWidths()
    {
        var stacked = Graph(Specs.ReluMlp.With("width", 20).With("depth", 3), 11).Parameters.Slices;
        var listed = Graph(Specs.ReluMlp.With("width", SettingValue.ListOf([20, 20, 20])), 11).Parameters.Slices;
        Assert.That(stacked, Is.EqualTo(listed));
    }

    [TestCase("embed-concatenate", 12)]
    [TestCase("embed-sum", 6)]
    public void Graph_EmbeddedInput_SharesOneTable(string input, int fanIn)
    {
        var parameters = Graph(Specs.ReluMlp.With("input", input).With("embedding-width", 6), 11).Parameters;
        Assert.That(parameters["embed"].Shape, Is.EqualTo(new Shape(11, 6)));
        Assert.That(parameters["hidden1.weight"].Shape, Is.EqualTo(new Shape(fanIn, 256)));
        Assert.That(parameters["hidden1.weight"].Initialiser, Is.EqualTo(new UniformInitialiser(1 / Math.Sqrt(fanIn))));
    }

    [Test]
    public void Graph_Embeddings_StartAsTheSettingsSay()
    {
        var embedded = Specs.ReluMlp.With("input", "embed-sum").With("embedding-width", 1);
        var uniform = embedded.With("embedding-init", "uniform");
        Assert.That(Graph(embedded, 11).Parameters["embed"].Initialiser, Is.EqualTo(new NormalInitialiser(1)));
        Assert.That(Graph(uniform, 11).Parameters["embed"].Initialiser, Is.EqualTo(new UniformInitialiser(0.5)));
        Assert.That(Graph(uniform.With("embedding-scale", 3).With("init-scale", 2), 11).Parameters["embed"].Initialiser, Is.EqualTo(new UniformInitialiser(3)));
    }

    [Test]
    public void Check_OneHotInputWithSettingsOfAnEmbedding_SaysSo() => Assert.That(
        Problems(Specs.ReluMlp.With("embedding-init", "uniform").With("embedding-scale", 2)),
        Is.EqualTo(new[]
        {
            new SettingProblem("embedding-init", "normal or nothing, as input is one-hot"), new SettingProblem("embedding-scale", "1 or nothing, as input is one-hot"),
        }));

    [Test]
    public void Graph_OneHotInput_HasAFanInOfBothOperands()
    {
        var parameters = Graph(Specs.ReluMlp, 31).Parameters;
        Assert.That(parameters["hidden1.weight"].Initialiser, Is.EqualTo(new UniformInitialiser(1 / Math.Sqrt(62))));
        Assert.That(parameters["output.weight"].Initialiser, Is.EqualTo(new UniformInitialiser(1 / Math.Sqrt(256))));
    }

    [Test]
    public void Graph_CubeRootInit_IsThatOfTheQuadraticNetworks()
    {
        // 2·256 = 8³: the deviation is 0.5/8.
        var parameters = Graph(Specs.ReluMlp.With("init", "cube-root"), 31).Parameters;
        Assert.That(((NormalInitialiser)parameters["hidden1.weight"].Initialiser).StandardDeviation, Is.EqualTo(0.0625).Within(1).Ulps);
        Assert.That(parameters["output.weight"].Initialiser, Is.EqualTo(parameters["hidden1.weight"].Initialiser));
    }

    [TestCase(1)]
    [TestCase(100)]
    [TestCase(3000)]
    public void Graph_CubeRootInit_IsACubeRoot(int width)
    {
        var initialiser = Graph(Specs.ReluMlp.With("init", "cube-root").With("width", width), 31).Parameters["output.weight"].Initialiser;
        Assert.That(((NormalInitialiser)initialiser).StandardDeviation, Is.EqualTo(0.5 / Math.Cbrt(2.0 * width)).Within(4).Ulps);
    }

    [Test]
    public void Graph_FanProductInit_IsThatOfLevisTwoLayers()
    {
        // N(0, 1/(2·fan-in·fan-out)) on 62 one-hot inputs and 256 units.
        var parameters = Graph(Specs.ReluMlp.With("init", "fan-product"), 31).Parameters;
        Assert.That(((NormalInitialiser)parameters["hidden1.weight"].Initialiser).StandardDeviation, Is.EqualTo(Math.Sqrt(1 / (2.0 * 62 * 256))).Within(1).Ulps);
        Assert.That(((NormalInitialiser)parameters["output.weight"].Initialiser).StandardDeviation, Is.EqualTo(Math.Sqrt(1 / (2.0 * 256 * 31))).Within(1).Ulps);
    }

    [Test]
    public void Graph_Identity_AppliesNothingBetweenTheLayers() => Assert.That(
        Graph(Specs.ReluMlp.With("activation", "identity"), 11).Nodes.Length, Is.EqualTo(Graph(Specs.ReluMlp, 11).Nodes.Length - 1));

    [Test]
    public void Graph_MerrillsNetwork_Has42000Parameters()
    {
        // Merrill et al. 2023: 40 inputs, 1000 units with a bias each, one output without.
        var parameters = Family.Graph(Specs.ParityMlp, Specs.Parity(40, 3, 1000).Shape(), new Loss(new SquaredErrorLoss(), LossPrecision.Float64)).Parameters;
        Assert.That(parameters.Count, Is.EqualTo(42_000));
        Assert.That(parameters["hidden1.weight"].Initialiser, Is.EqualTo(new UniformInitialiser(1 / Math.Sqrt(40))));
        Assert.That(parameters["hidden1.bias"].Initialiser, Is.EqualTo(new UniformInitialiser(1 / Math.Sqrt(40))));
        Assert.That(parameters["output.weight"].Initialiser, Is.EqualTo(new UniformInitialiser(1 / Math.Sqrt(1000))));
    }

    [Test]
    public void Graph_KaimingInit_HasTwiceTheVarianceOfNormal() =>
        Assert.That(Graph(Specs.ReluMlp.With("init", "kaiming"), 31).Parameters["hidden1.weight"].Initialiser, Is.EqualTo(new NormalInitialiser(Math.Sqrt(2.0 / 62))));

    [Test]
    public void Graph_XavierInit_IsUniformByFanInAndFanOut()
    {
        // Miller et al. 2023: 14 + 10 inputs, 1000 units with PyTorch's biases, 7 outputs without.
        var task = Specs.Parity(24, 3, 1000).Shape() with { Outputs = 7, LabelCount = 1 };
        var parameters = Family.Graph(Specs.ParityMlp.With("init", "xavier-uniform"), task, new Loss(new CrossEntropyLoss(), LossPrecision.Float64)).Parameters;
        Assert.That(parameters.Count, Is.EqualTo((24 * 1000) + 1000 + (1000 * 7)));
        Assert.That(parameters["hidden1.weight"].Initialiser, Is.EqualTo(new UniformInitialiser(Math.Sqrt(6.0 / 1024))));
        Assert.That(parameters["hidden1.bias"].Initialiser, Is.EqualTo(new UniformInitialiser(1 / Math.Sqrt(24))));
        Assert.That(parameters["output.weight"].Initialiser, Is.EqualTo(new UniformInitialiser(Math.Sqrt(6.0 / 1007))));
    }

    [Test]
    public void Graph_SignInit_HasOneSize()
    {
        var slice = Graph(Specs.ReluMlp.With("init", "sign"), 8).Parameters["hidden1.weight"];
        var values = slice.Draw(5);
        Assert.That(values, Has.All.EqualTo(0.25).Or.EqualTo(-0.25));
        Assert.That(values.Average(), Is.Zero.Within(0.02), "five standard deviations of 4096 signs");
    }

    [Test]
    public void Check_TokensForRealInputs_SaysSo() =>
        Assert.That(Family.Check(Specs.ReluMlp, Specs.Parity(40, 3, 1000).Shape()), Is.EqualTo([new SettingProblem("input", "real, as the task has real-valued inputs")]));

    [Test]
    public void Check_RealInputsOfTokens_SaysSo() =>
        Assert.That(Problems(Specs.ParityMlp), Is.EqualTo([new SettingProblem("input", "one-hot, embed-concatenate or embed-sum, as the task has tokens")]));

    [Test]
    public void Check_RealInputsWithAnEmbeddingWidth_SaysSo() =>
        Assert.That(
            Family.Check(Specs.ParityMlp.With("embedding-width", 8), Specs.Parity(40, 3, 1000).Shape()),
            Is.EqualTo([new SettingProblem("embedding-width", "0 or nothing, as input is real")]));

    [Test]
    public void Check_AllIsWell_FindsNothing() => Assert.That(Problems(Specs.ReluMlp), Is.Empty);

    [Test]
    public void Check_EmbeddedInputWithoutWidth_AsksForIt() =>
        Assert.That(Problems(Specs.ReluMlp.With("input", "embed-sum")), Is.EqualTo(
            [new SettingProblem("embedding-width", "an integer of at least 1, as input is embedded")]));

    [Test]
    public void Check_OneHotInputWithAnEmbeddingWidth_SaysSo() =>
        Assert.That(Problems(Specs.ReluMlp.With("embedding-width", 8)).Single().Setting, Is.EqualTo("embedding-width"));

    [Test]
    public void Check_AListOfWidthsWithADepth_SaysSo() =>
        Assert.That(Problems(Specs.ReluMlp.With("width", SettingValue.ListOf([8, 8])).With("depth", 2)).Single().Setting, Is.EqualTo("depth"));

    [Test]
    public void Check_CubeRootInitOfADeepNetwork_SaysSo() =>
        Assert.That(Problems(Specs.ReluMlp.With("depth", 2).With("init", "cube-root")).Single().Setting, Is.EqualTo("init"));

    [Test]
    public void Check_TwoLabels_SaysSo()
    {
        var problems = Family.Check(Specs.ReluMlp, Specs.Addition(31, 0.5, "closed-equation").Shape());
        Assert.That(problems.Single().Expected, Does.Contain("one label"));
    }

    private static IEnumerable<SettingProblem> Problems(Choice model) => Family.Check(model, Specs.Addition(31, 0.5).Shape());

    private static Graph Graph(Choice model, int modulus) =>
        Family.Graph(model, Specs.Addition(modulus, 0.5).Shape(), new Loss(new CrossEntropyLoss(), LossPrecision.Float64));
}
