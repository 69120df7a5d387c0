using System.Text.Json.Nodes;
using GrokBench.Models.Measures.Representations;
using GrokBench.Models.Tests.Families;

namespace GrokBench.Models.Tests.Measures.Representations;

public sealed class SumStructureTests
{
    private static readonly JsonNode Numbers = Fixture.Read("representations");

    private static IEnumerable<TestCaseData> Cases() => Numbers["cases"]!.AsArray().Select((one, i) => new TestCaseData(one).SetArgDisplayNames($"case {i}"));

    [TestCaseSource(nameof(Cases))]
    public void Structure_OfATrainingSet_IsNumPys(JsonNode expected)
    {
        var structure = Structure(expected);
        Assert.Multiple(() =>
        {
            Assert.That(structure.Nullity, Is.EqualTo(expected["nullity"]!.GetValue<int>()));
            Assert.That(structure.Eigenvalue, Is.EqualTo(Number(expected, "eigenvalue")).Within(1e-12));
            Assert.That(structure.QualityBound, Is.EqualTo(Number(expected, "quality-bound")).Within(1e-15));
            Assert.That(structure.AccuracyBound, Is.EqualTo(Number(expected, "accuracy-bound")).Within(1e-15));
        });
    }

    [TestCaseSource(nameof(Cases))]
    public void Embeddings_HeldAgainstAStructure_GiveNumPysNumbers(JsonNode expected)
    {
        var (structure, embeddings) = (Structure(expected), Numbered(expected["embeddings"]!));
        var present = structure.Present(embeddings)!;
        Assert.Multiple(() =>
        {
            Assert.That((double)present.Count(yes => yes) / present.Length, Is.EqualTo(Number(expected, "quality")).Within(1e-15));
            Assert.That(structure.Reachable(present), Is.EqualTo(Number(expected, "accuracy")).Within(1e-15));
            Assert.That(structure.EffectiveLoss(embeddings), Is.EqualTo(expected["loss"]?.GetValue<double>() ?? double.NaN).Within(1e-12));
        });
    }

    /// <summary>Of ten numbers there are 70 (twice 1, 1, 3, 3, 6, 6, 10 and once 10, by sums); every sum has its pairs joined.</summary>
    [Test]
    public void All_OfTenNumbers_AreSeventy()
    {
        var structure = new SumStructure(10, Enumerable.Range(0, 55));
        Assert.That((structure.All.Length, structure.Asked.Length, structure.Nullity, structure.QualityBound, structure.AccuracyBound), Is.EqualTo((70, 70, 2, 1.0, 1.0)));
    }

    /// <summary>{0, 3} and {1, 2}, {2, 5} and {3, 4} imply {0, 5} and {1, 4}, as the authors' code has it in a comment.</summary>
    [Test]
    public void QualityBound_OfTwoParallelogramsWithACommonSide_CountsTheThird()
    {
        var pairs = new GrokBench.Models.Tasks.PairSums(6).Pairs;
        var structure = new SumStructure(6, new[] { (0, 3), (1, 2), (2, 5), (3, 4) }.Select(pair => pairs.IndexOf(pair)));
        Assert.That(structure.QualityBound * structure.All.Length, Is.EqualTo(3).Within(1e-12));
    }

    [Test]
    public void Present_EmbeddingsThatAreAllTheSame_AreNone() => Assert.That(new SumStructure(4, [0, 1]).Present([7, 7, 7, 7]), Is.Null);

    [Test]
    public void Present_InfiniteEmbeddings_AreNone() => Assert.That(new SumStructure(4, [0, 1]).Present([1, 2, double.PositiveInfinity, 4]), Is.Null);

    /// <summary>Shift and scale change nothing.</summary>
    [Test]
    public void Present_EmbeddingsOnAnEvenLine_AreAllParallelograms() =>
        Assert.That(new SumStructure(10, [0, 1]).Present([.. Enumerable.Range(0, 10).Select(k => 100 - (1e-3 * k))]), Has.All.True);

    private static SumStructure Structure(JsonNode of) =>
        new(of["elements"]!.GetValue<int>(), of["train"]!.AsArray().Select(row => row!.GetValue<int>()));

    private static double Number(JsonNode of, string name) => of[name]!.GetValue<double>();

    private static double[] Numbered(JsonNode list) => [.. list.AsArray().Select(number => number!.GetValue<double>())];
}
