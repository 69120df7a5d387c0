using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors;

namespace GrokBench.Models.Tests.Tasks;

public sealed class ConcealedModularArithmeticTests
{
    // The answers of Miller et al.'s six operations modulo 7; division by brute force.
    private static readonly Dictionary<string, Func<int, int, int>> Answers = new()
    {
        ["x+y"] = (x, y) => (x + y) % 7,
        ["x-y"] = (x, y) => (x - y + 7) % 7,
        ["x/y"] = (x, y) => Enumerable.Range(0, 7).Single(z => z * y % 7 == x),
        ["x^2+xy+y^2"] = (x, y) => ((x * x) + (x * y) + (y * y)) % 7,
        ["x^2+xy+y^2+x"] = (x, y) => ((x * x) + (x * y) + (y * y) + x) % 7,
        ["x*y*x"] = (x, y) => x * y * x % 7,
    };

    [Test]
    public void Create_OfAnOperation_HasItsAnswers([ValueSource(nameof(Names))] string operation)
    {
        var dataset = Table.Create(Concealed(operation, 10));
        Assert.That((dataset["train"].Rows.Length, dataset["test"].Rows.Length, dataset.Examples.InputWidth), Is.EqualTo((600, 200, 24)));
        var pairs = new HashSet<(int, int)>();
        for (var row = 0; row < 800; row++)
        {
            var (x, y) = Operands(dataset.Examples, row);
            pairs.Add((x, y));
            Assert.That(dataset.Examples.Labels[row], Is.EqualTo(Answers[operation](x, y)));
        }

        // Each of 49 (42) pairs is missed by 800 draws with a probability of 7e-8 (4e-9).
        Assert.That(pairs, Has.Count.EqualTo(operation == "x/y" ? 42 : 49));
    }

    [Test]
    public void Create_SpuriousBits_AreFairAndIndependentOfTheAnswer()
    {
        var examples = Table.Create(Concealed("x+y", 10).With("train", 10_000)).Examples;
        for (var bit = 14; bit < 24; bit++)
        {
            double[] values = [.. Enumerable.Range(0, examples.Count).Select(row => examples.Inputs[(row * 24) + bit])];
            Assert.That(values, Has.All.EqualTo(0).Or.EqualTo(1));
            Assert.That(values.Average(), Is.EqualTo(0.5).Within(2.5 / Math.Sqrt(values.Length)));
            double[] zero = [.. examples.Labels.Select(label => label == 0 ? 1.0 : 0)];
            Assert.That(Correlation.Pearson(values, zero), Is.Zero.Within(5 / Math.Sqrt(values.Length)));
        }
    }

    [Test]
    public void Create_RandomLabels_DoNotFollowTheOperands()
    {
        var examples = Table.Create(Concealed("x+y", 0).With("labels", "random").With("train", 10_000)).Examples;
        var right = Enumerable.Range(0, examples.Count).Count(row => Operands(examples, row) is var (x, y) && examples.Labels[row] == (x + y) % 7);
        Assert.That((double)right / examples.Count, Is.EqualTo(1 / 7.0).Within(0.018), "five standard deviations");
    }

    [Test]
    public void Check_DivisionModuloACompositeNumber_AsksForAPrime() =>
        Assert.That(Table.Check(Concealed("x/y", 0).With("modulus", 6)), Is.EqualTo([new SettingProblem("modulus", "a prime number, because x/y divides")]));

    private static IEnumerable<string> Names => Answers.Keys;

    private static Choice Concealed(string operation, int spurious) =>
        Table.Choose(new ConcealedModularArithmetic(), ("operation", operation), ("spurious", spurious));

    private static (int X, int Y) Operands(Examples examples, int row)
    {
        var inputs = examples.Inputs.AsSpan(row * examples.InputWidth, 14);
        Assert.That(inputs.ToArray().Sum(), Is.EqualTo(2));
        return (inputs[..7].IndexOf(1.0), inputs[7..].IndexOf(1.0));
    }
}
