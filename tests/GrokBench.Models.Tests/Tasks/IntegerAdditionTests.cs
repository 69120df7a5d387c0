using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tests.Tasks;

public sealed class IntegerAdditionTests
{
    private static readonly Choice Published = Table.Choose(new IntegerAddition(), ("train", 45));

    [Test]
    public void Create_Pairs_AreAllUnorderedOnes()
    {
        var examples = Table.Create(Published).Examples;
        (int First, int Second)[] pairs = [.. Enumerable.Range(0, 55).Select(row => (examples.Tokens[2 * row], examples.Tokens[(2 * row) + 1]))];
        Assert.That(pairs, Is.Unique.And.All.Matches<(int First, int Second)>(pair => pair.First <= pair.Second && pair.Second < 10));
    }

    /// <summary>Number j of the vector of sum s is draw 30·s + j of the stream "templates".</summary>
    [Test]
    public void Create_Vectors_AreTheTemplatesOfTheSums()
    {
        var (examples, stream) = (Table.Create(Published, 1007).Examples, new RandomStream(1007, "templates"));
        for (var row = 0; row < 55; row++)
        {
            var sum = examples.Tokens[2 * row] + examples.Tokens[(2 * row) + 1];
            var template = Enumerable.Range(0, 30).Select(j => stream.Normal((ulong)((30 * sum) + j)));
            Assert.That(examples.Targets[(row * 30)..((row + 1) * 30)], Is.EqualTo(template));
        }
    }

    [Test]
    public void Create_Classes_AreTheSums()
    {
        var examples = Table.Create(Published.With("target", "classes")).Examples;
        Assert.That(examples.Labels, Is.EqualTo(Enumerable.Range(0, 55).Select(row => examples.Tokens[2 * row] + examples.Tokens[(2 * row) + 1])));
        Assert.That(examples.Targets, Is.Empty);
        Assert.That(Table.Shape(Published.With("target", "classes")).Outputs, Is.EqualTo(19));
    }

    [TestCase("vectors")]
    [TestCase("classes")]
    public void Create_RandomLabels_AreTheSumsInAnotherOrder(string target)
    {
        var settings = Published.With("target", target);
        var (correct, random) = (Answers(Table.Create(settings).Examples), Answers(Table.Create(settings.With("labels", "random")).Examples));
        Assert.That(random, Is.EquivalentTo(correct).And.Not.EqualTo(correct));
    }

    /// <summary>The nearest template decides, as in the authors' code: half of the way to another one is still right.</summary>
    [Test]
    public void Correctness_OfVectors_IsTheNearestTemplate()
    {
        var examples = Table.Create(Published).Examples;
        Assert.That(examples.Correctness, Is.SameAs(Correctness.NearestTargets));
        var (own, other) = (examples.Targets.AsSpan(0, 30).ToArray(), examples.Targets.AsSpan(30, 30).ToArray());
        foreach (var (share, right) in new[] { (0.0, true), (0.45, true), (0.55, false) })
        {
            double[] output = [.. own.Zip(other, (a, b) => a + (share * (b - a)))];
            Assert.That(Correctness.IsNearest(output, examples, 0), Is.EqualTo(right), $"{share}");
        }
    }

    [Test]
    public void Check_NothingToTestOn_NamesThePairs() => Assert.That(
        Table.Check(Published.With("train", 55)), Is.EqualTo(new[] { new SettingProblem("train", "fewer than the 55 pairs, so that there is something to test on") }));

    private static string[] Answers(Examples examples) =>
    [
        .. Enumerable.Range(0, examples.Count).Select(row => examples.LabelWidth > 0
            ? $"{examples.Labels[row]}"
            : string.Join(' ', examples.Targets[(row * examples.TargetWidth)..((row + 1) * examples.TargetWidth)])),
    ];
}
