using System.Collections.Immutable;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;
using GrokBench.Reports.Tests.Html.Synthetic;
using GrokBench.Suites.Claims;

namespace GrokBench.Reports.Tests.Html.Views;

internal sealed class SeedsBehindTests
{
    private static readonly CellEvidence First = Evidence("a", 11, 12, 13, 14, 15);

    private static readonly CellEvidence Second = Evidence("b", 21, 22, 23, 24, 25);

    [Test]
    public void Of_PartsWithTheSameLabel_AreToldApartByTheirNumbers()
    {
        var claim = Claim([Second, First], Estimate(First), Estimate(Second));

        Assert.That(claim.Estimates.Select(estimate => SeedsBehind.Of(claim, estimate)!.Cell), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(claim.Estimates.Select(estimate => SeedsBehind.Label(claim, estimate)), Is.EqualTo(new[] { "t_gen, a", "t_gen, b" }));
    }

    [Test]
    public void Of_EqualNumbers_GoesByTheirOrder()
    {
        var twin = First with { Cell = "twin" };
        var claim = Claim([First, twin], Estimate(First), Estimate(twin));

        Assert.That(claim.Estimates.Select(estimate => SeedsBehind.Of(claim, estimate)!.Cell), Is.EqualTo(new[] { "a", "twin" }));
    }

    [Test]
    public void Of_AStatisticOverCells_IsNone()
    {
        var estimate = Estimate(First) with { SeedsHolding = null };

        Assert.That(SeedsBehind.Of(Claim([First], estimate), estimate), Is.Null);
        Assert.That(OneMoreSeed.Of(Claim([First], estimate)), Is.Empty);
    }

    [Test]
    public void Text_OfOneMoreSeed_GivesTheRangeAndItsProbability()
    {
        var same = Evidence("c", 1, 1, 1, 1, 1, 1, 1, 1);
        var censored = First with { Seeds = [.. First.Seeds.Select(seed => seed.Value == 15 ? seed with { Bound = Bound.Above } : seed)] };
        string[] expected =
        [
            "One more seed lies between 11 and 15 in 67 % of cases",
            "One more seed is 1 again in 78 % of cases or more",
            "One more seed lies between 11 and ∞ (open) in 67 % of cases",
        ];

        Assert.That(new[] { First, same, censored }.Select(cell => OneMoreSeed.Of(Claim([cell], Estimate(cell))).Single().Text), Is.EqualTo(expected));
    }

    [Test]
    public void OneMoreSeed_OfSeedsThatSayNothing_IsNotPromised()
    {
        var unknown = First with { Seeds = [.. First.Seeds.Select(seed => seed with { Value = double.NaN, Bound = Bound.Unknown })] };
        var alone = First with { Seeds = [First.Seeds[0], .. First.Seeds[1..].Select(seed => seed with { Run = null, Value = double.NaN, Bound = Bound.Unknown })] };

        Assert.That(OneMoreSeed.Of(Claim([unknown], Estimate(unknown))), Is.Empty);
        Assert.That(OneMoreSeed.Of(Claim([alone], Estimate(alone))), Is.Empty);
    }

    private static CellEvidence Evidence(string cell, params double[] values) =>
        new(cell, "t_gen", [.. values.Select((value, i) => new SeedEvidence((ulong)i, $"run {cell} {i}", "", value, Bound.None, true))]);

    private static Estimate Estimate(CellEvidence cell)
    {
        var interval = MedianInterval.Of(SeedsBehind.Readings(cell));
        return new Estimate(cell.Quantity, interval.Median.Value, interval.Low, interval.High, interval.Coverage, 1, null, cell.Seeds.Count(seed => seed.Holds == true), cell.Seeds.Length, Verdict.Reproduced);
    }

    private static ClaimResult Claim(ImmutableArray<CellEvidence> cells, params ImmutableArray<Estimate> estimates) =>
        SyntheticClaims.Result(SyntheticClaims.Claim("C1", "", "", Strength.Strong, "a"), "made-up", Verdict.Reproduced, "", cells, estimates);
}
