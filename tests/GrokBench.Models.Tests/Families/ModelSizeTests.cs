using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Tests.Families;

/// <summary>A model that no engine can lay out is refused by its figure, before anything as large as it is made.</summary>
public sealed class ModelSizeTests
{
    private static readonly TaskShape Pairs = new() { OperandColumns = [0, 1], Operands = 13, Vocabulary = 14, SequenceLength = 3, Outputs = 13, TrainingExamples = 100, Examples = 169, Chance = 0.1, Splits = ["train", "test"] };

    [Test]
    public void Mlp_OfABillionUnits_IsRefused()
    {
        var problem = new MlpFamily().CheckSize(Specs.ReluMlp.With("width", 1e9), Pairs).Single();

        Assert.That(problem, Is.EqualTo(new SettingProblem("width", "a smaller model: it has 26,000,000,000 values of hidden1.weight, pads included, at most 2,147,483,647")));
    }

    [Test]
    public void Mlp_WhoseTensorsAreTooLargeTogether_IsRefused() =>
        Assert.That(new MlpFamily().CheckSize(Specs.ReluMlp.With("width", SettingValue.ListOf([30_000, 30_000, 30_000, 30_000])), Pairs).Single().Expected, Does.Contain("shared by all examples"));

    [Test]
    public void Mlp_OfAnyUsualSize_IsNot() => Assert.That(new MlpFamily().CheckSize(Specs.ReluMlp.With("width", 30_000), Pairs), Is.Empty);

    [Test]
    public void Layers_OfAThousand_AreBuiltInTimeThatGrowsWithThem() =>
        Assert.That(((NeuralFamily)new MlpFamily()).Graph(Specs.ReluMlp.With("width", 2).With("depth", NeuralFamily.MostLayers), Pairs, new Loss(new CrossEntropyLoss(), LossPrecision.Float64)).Parameters.Slices, Has.Length.EqualTo(NeuralFamily.MostLayers + 1));
}
