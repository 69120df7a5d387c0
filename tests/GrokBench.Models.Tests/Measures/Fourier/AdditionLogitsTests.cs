using System.Text.Json.Nodes;
using GrokBench.Models.Measures.Fourier;
using GrokBench.Models.Tests.Families;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Tests.Measures.Fourier;

[TestFixture]
public sealed class AdditionLogitsTests
{
    private const int P = 7;

    private readonly JsonNode fixture = Fixture.Read("fourier");

    private int[] Keys => [.. fixture["keys"]!.Numbers().Select(key => (int)key)];

    private AdditionLogits Logits => new(fixture["logits"]!.Numbers(), P);

    [Test]
    public void Part_OfTheFixture_HasTheLossesOfNumPysProjections()
    {
        var (logits, part) = (Logits, Logits.Part(Keys));
        var (restricted, excluded) = (fixture["restricted"]!.Numbers(), fixture["excluded"]!.Numbers());
        for (var pair = 0; pair < P * P; pair++)
        {
            var own = part.AsSpan(logits.Sum(pair) * P, P).ToArray();
            Assert.That(Loss([.. own.Zip(logits.Means, (a, b) => a + b)], logits.Sum(pair)), Is.EqualTo(restricted[pair]).Within(1e-12));
            double[] rest = [.. logits.Row(pair).ToArray().Zip(own, (a, b) => a - b)];
            Assert.That(Loss(rest, logits.Sum(pair)), Is.EqualTo(excluded[pair]).Within(1e-12));
        }
    }

    [Test]
    public void Explained_OfTheFixture_IsThatOfNumPysLeastSquares() =>
        Assert.That(Logits.Explained(Keys), Is.EqualTo(fixture["explained"]!.GetValue<double>()).Within(1e-12));

    [Test]
    public void Explained_OfAWaveOfTheAnswer_IsAll()
    {
        var wave = from pair in Enumerable.Range(0, P * P)
                   from c in Enumerable.Range(0, P)
                   select 3 + Math.Cos(2 * Math.PI * 2 * ((pair / P) + (pair % P) - c) / P);
        var logits = new AdditionLogits([.. wave], P);
        Assert.That(logits.Explained([2]), Is.EqualTo(1).Within(1e-12));
        Assert.That(logits.Explained([1, 3]), Is.EqualTo(0).Within(1e-12));
    }

    [Test]
    public void Part_OfNoFrequencies_IsNothing() => Assert.That(Logits.Part([]), Is.EqualTo(new double[P * P]));

    private static double Loss(double[] outputs, int label) => new CrossEntropyLoss().Evaluate(outputs, label, new double[outputs.Length]);
}
