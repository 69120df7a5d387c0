using System.Text.Json.Nodes;
using GrokBench.Models.Measures.Fourier;
using GrokBench.Models.Tests.Families;

namespace GrokBench.Models.Tests.Measures.Fourier;

[TestFixture]
public sealed class UnitFrequenciesTests
{
    private const int P = 7, Units = 6;

    private readonly JsonNode fixture = Fixture.Read("fourier");

    /// <summary>By unit, then by frequency from 1 on; the last unit never changes.</summary>
    private double[][] Shares => fixture["shares"]!.Rows();

    [Test]
    public void Shares_OfTheFixture_AreThoseOfNumPysTransform()
    {
        var found = UnitFrequencies.Of(fixture["units"]!.Numbers(), P, Units);
        Assert.That(found.Shares, Is.EqualTo(Shares.Select(unit => unit.Max())).Within(1e-12));
        Assert.That(found.Best[..^1], Is.EqualTo(Shares[..^1].Select(unit => Array.IndexOf(unit, unit.Max()) + 1)));
        Assert.That((found.Best[^1], found.Shares[^1]), Is.EqualTo((0, 0.0)), "a unit that never changes");
    }

    [Test]
    public void Keys_OfTheFixture_AreTheFrequenciesOfItsUnitsAndTheClearOnesThoseOfTheStrongest()
    {
        var found = UnitFrequencies.Of(fixture["units"]!.Numbers(), P, Units);
        var best = Shares[..^1].Select(unit => (Frequency: Array.IndexOf(unit, unit.Max()) + 1, Share: unit.Max())).ToArray();
        Assert.That(found.Keys, Is.EqualTo(best.Select(unit => unit.Frequency).Distinct().Order()));
        var clear = best.Where(unit => unit.Share >= 0.85).ToArray();
        Assert.That(clear, Has.Length.InRange(1, Units - 2), "the fixture has units of both kinds");
        Assert.That(found.ClearKeys, Is.EqualTo(clear.Select(unit => unit.Frequency).Distinct().Order()));
        Assert.That(found.SingleShare, Is.EqualTo((double)clear.Length / Units));
    }

    [TestCase(7, 3)]
    [TestCase(8, 2)]
    [TestCase(8, 3)]
    public void Share_OfAProductOfWavesOfOneFrequency_IsOne(int p, int k)
    {
        var table = from x in Enumerable.Range(0, p)
                    from y in Enumerable.Range(0, p)
                    select 5 + ((1 + Math.Cos(2 * Math.PI * k * x / p)) * (2 + Math.Sin((2 * Math.PI * k * y / p) + 1)));
        var found = UnitFrequencies.Of([.. table], p, 1);
        Assert.That(found.Best, Is.EqualTo(new[] { k }));
        Assert.That(found.Shares[0], Is.EqualTo(1).Within(1e-12));
    }
}
